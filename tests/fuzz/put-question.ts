import type { CallContext, ProviderV1 } from '@understudy/core/provider';
import { seededRandom, VirtualClock } from '@understudy/core/testing';

import { ask } from './ask.ts';
import type { FuzzedReply } from './draw-reply.ts';
import type { Carrier } from './fetch-carrier.ts';
import { type Ending, endingOf, rejectionOf } from './outcome.ts';
import type { Question } from './question.ts';
import { callbackUrl } from './secrets.ts';

/** A question, whom it is put to, and what is answered. */
export interface PutQuestion {
  readonly provider: ProviderV1;
  readonly carrier: Carrier;
  readonly question: Question;
  readonly reply: FuzzedReply;
}

export interface TimedEnding {
  readonly ending: Ending;
  readonly heldMs: number;
}

/** Reached only by a call that waits for something that does not come. */
const longestWaitMs = 10_000;

/** Makes the call as a router does, and takes the time. */
export async function putQuestion(put: PutQuestion): Promise<TimedEnding> {
  const { provider, carrier, question, reply } = put;
  carrier.load(reply.carried);
  const startAt = performance.now();
  let heldMs = 0;
  const call = ask(provider, {
    question,
    context: contextOf(question),
    callback: reply.callback,
  }).finally(() => {
    heldMs = performance.now() - startAt;
  });
  const ending = await within(call).then(endingOf, rejectionOf);
  return { ending, heldMs };
}

const never = new AbortController().signal;

const contextOf = ({ operation }: Question): CallContext => ({
  signal: never,
  recall: never,
  clock: new VirtualClock(),
  random: seededRandom(1),
  attemptId: 'attempt-1',
  remainingMs: 60_000,
  // No call but the submit is told of it.
  ...(operation === 'submit' ? { callbackUrl } : {}),
});

async function within(call: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the call does not end')), longestWaitMs);
  });
  try {
    return await Promise.race([call, silence]);
  } finally {
    clearTimeout(timer);
  }
}
