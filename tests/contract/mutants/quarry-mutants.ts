import {
  type PollManyEntry,
  ProviderError,
  type ProviderV1,
  type Task,
  type Transport,
} from '@understudy/core/provider';

import { quarry } from '../hands/quarry/quarry.ts';
import { quarryWire } from '../hands/quarry/quarry-wire.ts';
import { altered, type ContractMutant, failing, rereading } from './broken.ts';

/** An adapter for a service of its own language, broken in one place. */
const brokenQuarry = (
  breaks: string,
  killedBy: string,
  provider: (inner: ProviderV1) => ProviderV1,
): ContractMutant => ({
  breaks,
  killedBy,
  options: {
    name: 'quarry',
    wire: quarryWire,
    create: ({ apiKey, baseUrl, transport, options }) =>
      provider(quarry({ apiKey, baseUrl, transport, ...options })),
  },
});

const lost = (inner: ProviderV1): PollManyEntry => ({
  status: 'failed',
  error: new ProviderError({
    code: 'ticket-lost',
    providerId: inner.id,
    operation: 'poll',
    message: 'the ticket is lost',
  }),
});

/** The page's own action, which reCAPTCHA v3 needs, stays. */
function withoutAction(task: Task): Task {
  if (task.type !== 'turnstile') return task;
  return { ...task, action: undefined };
}

/** The ids that a reply names, all made that of the ticket. */
const ofAnyTask = (transport: Transport): Transport => ({
  ...transport,
  send: async (request, signals) => {
    const ref = /"refs":\["([^"]+)"\]/.exec(String(request.body))?.[1];
    const asked = (body: string): string =>
      ref === undefined ? body : body.replace(/("result":\{)"[^"]+"/, `$1"${ref}"`);
    return await rereading('poll', asked)(transport).send(request, signals);
  },
});

/** What adapters get wrong that the languages of the fake do not have. */
export const quarryMutants: readonly ContractMutant[] = [
  {
    breaks: 'does not look at the id that comes with an answer',
    killedBy: 'C07',
    options: {
      name: 'quarry',
      wire: quarryWire,
      create: ({ apiKey, baseUrl, transport, options }) =>
        quarry({ apiKey, baseUrl, transport: transport && ofAnyTask(transport), ...options }),
    },
  },
  brokenQuarry('drops the answer that comes with a submit', 'B16', (inner) => ({
    ...inner,
    submit: async (task, context) => {
      const submission = await inner.submit(task, context);
      return submission.status === 'solved' && submission.ticket !== undefined
        ? { status: 'accepted', ticket: submission.ticket }
        : submission;
    },
  })),
  brokenQuarry('takes an action, and does not send it', 'B17', (inner) => ({
    ...inner,
    submit: async (task, context) => await inner.submit(withoutAction(task), context),
  })),
  brokenQuarry('ends the tickets that a batch is silent about', 'C19', (inner) => ({
    ...inner,
    pollMany: async (tickets, context) =>
      ((await inner.pollMany?.(tickets, context)) ?? []).map((entry) =>
        entry.status === 'unanswered' ? lost(inner) : entry,
      ),
  })),
  brokenQuarry('drops the price that comes with an answer', 'C14', (inner) => ({
    ...inner,
    poll: async (ticket, context) => {
      const result = await inner.poll(ticket, context);
      return result.status === 'solved' ? { ...result, billed: undefined } : result;
    },
  })),
  brokenQuarry('keeps the reply as it came', 'C21', (inner) => ({
    ...inner,
    poll: async (ticket, context) => {
      const result = await inner.poll(ticket, context);
      return result.status === 'solved'
        ? { ...result, raw: JSON.stringify(result.solution) }
        : result;
    },
  })),
  brokenQuarry(
    'takes the seconds of a fault for milliseconds',
    'D15',
    failing((error) =>
      error.rawCode !== 'throttled' || error.retryAfterMs === undefined
        ? error
        : altered(error, { retryAfterMs: error.retryAfterMs / 1_000 }),
    ),
  ),
  brokenQuarry('says of a good answer that it was reported, and sends nothing', 'H03', (inner) => ({
    ...inner,
    report: async (report, context) => {
      if (report.judgement === 'rejected') await inner.report?.(report, context);
    },
  })),
];
