import { inspect } from 'node:util';

import type { CallContext, ProviderV1, Task } from '@understudy/core/provider';
import { ProviderError } from '@understudy/core/provider';
import { seededRandom, VirtualClock } from '@understudy/core/testing';

import { apiKey, type Decoder } from './decoders.ts';
import { Draw, type FuzzedReply, mutate } from './mutate.ts';

/** What a decoder did with a reply that it must not do. */
export interface FuzzFinding {
  readonly decoder: string;
  readonly operation: string;
  readonly seed: string;
  readonly problem: string;
  readonly reply: FuzzedReply;
}

const page = { siteKey: '0x4AAAAAAA', pageUrl: 'https://shop.example/login' } as const;
const tasks: readonly [Task, ...Task[]] = [
  { type: 'turnstile', ...page },
  { type: 'recaptcha-v2', ...page },
  { type: 'image', image: Buffer.from(`\u0089PNG\r\n${'x'.repeat(2_000)}`, 'latin1') },
];

type Operation = 'submit' | 'poll' | 'balance' | 'report';
const operations: readonly Operation[] = ['submit', 'poll', 'balance', 'report'];

/** Feeds so many mutated replies to each operation of a decoder. */
export async function fuzz(
  decoder: Decoder,
  { count, seed }: { readonly count: number; readonly seed: string },
): Promise<readonly FuzzFinding[]> {
  const findings: FuzzFinding[] = [];
  let reply: FuzzedReply = { status: 200, headers: {}, body: '' };
  const provider = decoder.connect({ send: async () => reply });
  const clock = new VirtualClock();
  const never = new AbortController().signal;
  for (let index = 0; index < count; index += 1) {
    const operation = operations[index % operations.length] ?? 'poll';
    const random = seededRandom(`${seed} ${decoder.name} ${index}`);
    const draw = new Draw(random);
    reply = mutate(draw.of(decoder.replies), draw);
    const task = draw.of(tasks);
    const context = {
      signal: never,
      recall: never,
      clock,
      random,
      attemptId: 'a',
      remainingMs: 1_000,
    };
    const problem = await problemOf(provider, { operation, task, context, reply });
    if (problem === undefined) continue;
    findings.push({ decoder: decoder.name, operation, seed: `${seed} #${index}`, problem, reply });
  }
  return findings;
}

interface Question {
  readonly operation: Operation;
  readonly task: Task;
  readonly context: CallContext;
  readonly reply: FuzzedReply;
}

async function problemOf(provider: ProviderV1, question: Question): Promise<string | undefined> {
  const outcome = await ask(provider, question).then(
    (value) => ({ value, error: undefined }),
    (error: unknown) => ({ value: undefined, error }),
  );
  if (outcome.error !== undefined) return problemOfError(outcome.error);
  if (inspect(outcome.value, { depth: Infinity }).includes(apiKey)) return 'shows the API key';
  if (Object(Object.prototype).polluted !== undefined) return 'pollutes a prototype';
  return problemOfValue(outcome.value, question);
}

async function ask(provider: ProviderV1, { operation, task, context }: Question): Promise<unknown> {
  const ticket = { id: '70000000012', type: task.type };
  switch (operation) {
    case 'submit':
      return provider.submit(task, context);
    case 'poll':
      return provider.poll(ticket, context);
    case 'balance':
      return provider.balance?.(context);
    case 'report':
      return provider.report?.({ ticket, judgement: 'rejected' }, context);
  }
}

function problemOfError(error: unknown): string | undefined {
  if (!ProviderError.isInstance(error)) return `rejects with ${inspect(error)}`;
  const shown = inspect(error, { depth: Infinity, showHidden: true }) + JSON.stringify(error);
  if (shown.toLowerCase().includes(apiKey)) return 'shows the API key in an error';
  return shown.length > 20_000 ? 'carries a whole reply in an error' : undefined;
}

/** A success must come from the reply: its id or its answer stands there. */
function problemOfValue(value: unknown, { operation, reply }: Question): string | undefined {
  const { status, ticket, solution, error, amount } = Object(value);
  if (operation === 'report') return undefined;
  if (operation === 'balance') {
    return Number.isFinite(amount) ? undefined : `gives a balance of ${String(amount)}`;
  }
  if (status === 'pending') return operation === 'poll' ? undefined : 'is pending on a submit';
  if (status === 'failed') return problemOfError(error);
  if (status === 'accepted') return isFrom(reply, ticket?.id) ? undefined : 'invents a ticket';
  if (status !== 'solved') return `resolves to ${inspect(value)}`;
  const text: unknown = solution?.token ?? solution?.text;
  return isFrom(reply, text) ? undefined : 'invents an answer';
}

function isFrom({ body }: FuzzedReply, text: unknown): boolean {
  if (typeof text !== 'string' || text.trim() === '') return false;
  const escaped = JSON.stringify(text).slice(1, -1);
  return body.includes(text) || body.includes(escaped) || JSON.stringify(body).includes(escaped);
}
