import {
  type Balance,
  type CallContext,
  type PollManyEntry,
  type PollResult,
  type ProviderV1,
  type Submission,
  type Supports,
  type Task,
  taskSchemas,
  type Ticket,
} from '@understudy/core/provider';

import { simulatedError } from './simulated-error.ts';
import { SimulatedService, type SimulatedServiceOptions } from './simulated-service.ts';
import { type ServiceModel, termsOf, type TokenTaskType, tokenTaskTypes } from './service.ts';

const replyMs = 300;
const silenceMs = 10_000;
/** Longer than any router waits. */
const hangingMs = 600_000;
const longPollMs = 9_000;

export interface SimulatedProviderOptions extends SimulatedServiceOptions {
  /** Holds each poll until the answer is there: for an oracle, which is not to lose time by polling. */
  readonly hearsAtOnce: boolean;
}

/** A provider in a simulated world, and how many tasks it has in work. */
export interface SimulatedProvider extends ProviderV1 {
  readonly inWork: number;
}

/** The adapter of a simulated service: what a router sees of it, while the service writes down what really happens. */
export function simulatedProvider(options: SimulatedProviderOptions): SimulatedProvider {
  const { service: model, hear, clock, hearsAtOnce } = options;
  const { id: providerId, pollLatencyMs = 0, batch, tellsBalance = false } = model;
  const service = new SimulatedService(options);
  const types = new Map<string, TokenTaskType>();

  const submit = async (task: Task, { attemptId, signal }: CallContext): Promise<Submission> => {
    const key = nameOf(task);
    const names = { providerId, attemptId };
    hear({ kind: 'submit-received', atMs: clock.now(), ...names, key });
    const verdict = service.take(key, attemptId);
    if (verdict.kind === 'lost') {
      const waitMs = verdict.hangs ? hangingMs : silenceMs;
      await clock.sleep(waitMs, verdict.hangs ? { signal } : {}).catch(() => undefined);
      hear({ kind: 'submit-replied', atMs: clock.now(), ...names, reply: 'lost' });
      throw simulatedError('submit', { providerId, code: 'outcome-unknown' });
    }
    await clock.sleep(replyMs);
    const replied = { kind: 'submit-replied', atMs: clock.now(), ...names } as const;
    if (verdict.kind === 'accepted') {
      hear({ ...replied, reply: 'accepted' });
      types.set(verdict.ticket, tokenTaskTypes.find((type) => type === task.type) ?? 'turnstile');
      return { status: 'accepted', ticket: { name: verdict.ticket } };
    }
    const { code, retryAfterMs } = verdict;
    hear({ ...replied, reply: 'refused', retryAfterMs });
    throw simulatedError('submit', { providerId, code, retryAfterMs });
  };

  const look = async (ticket: Ticket): Promise<PollResult> => {
    const name = typeof ticket['name'] === 'string' ? ticket['name'] : '';
    hear({ kind: 'poll-received', atMs: clock.now(), providerId, ticket: name });
    const waitMs = hearsAtOnce ? service.readyAt(name) - clock.now() : pollLatencyMs;
    if (waitMs > 0) await clock.sleep(Math.min(longPollMs, waitMs));
    const replied = { kind: 'poll-replied', atMs: clock.now(), providerId, ticket: name } as const;
    const trouble = service.troubleWithPoll();
    if (trouble !== undefined) {
      hear({ ...replied, reply: 'error', retryAfterMs: trouble.retryAfterMs });
      throw simulatedError('poll', { providerId, ...trouble });
    }
    const progress = service.progressOf(name);
    hear({ ...replied, reply: progress === 'unknown' ? 'failed' : progress });
    if (progress === 'pending') return { status: 'pending' };
    if (progress === 'solved') {
      return { status: 'solved', solution: { type: types.get(name) ?? 'turnstile', token: name } };
    }
    const code = progress === 'failed' ? 'task-unsolvable' : 'ticket-lost';
    return { status: 'failed', error: simulatedError('poll', { providerId, code }) };
  };

  const balance = async (): Promise<Balance> => {
    await clock.sleep(replyMs);
    if (service.isRevoked)
      throw simulatedError('balance', { providerId, code: 'credentials-rejected' });
    return { amount: 100, currency: 'USD' };
  };

  return {
    specificationVersion: 'v1',
    id: providerId,
    service: model.service ?? providerId,
    supports: supportsOf(model, hearsAtOnce),
    get inWork() {
      return service.inWork;
    },
    submit,
    poll: look,
    ...(batch === undefined
      ? {}
      : {
          pollMany: (tickets: readonly Ticket[]): Promise<readonly PollManyEntry[]> =>
            Promise.all(tickets.map(look)),
        }),
    ...(tellsBalance ? { balance } : {}),
  };
}

function supportsOf(model: ServiceModel, hearsAtOnce: boolean): Supports {
  const { price, slots, submits, batch, tokenLifetimeMs } = model;
  const { firstWaitMs, pollFloorMs, lifetimeMs, taskTypes } = termsOf(model, hearsAtOnce);
  return {
    taskTypes: Object.fromEntries(taskTypes.map((type) => [type, taskSchemas[type]])),
    pricing:
      slots === undefined
        ? {
            kind: 'per-solve',
            price: { currency: 'USD', perThousand: { default: price * 1_000 } },
          }
        : { kind: 'slots', slots },
    limits: { firstWaitMs, pollFloorMs, ...(submits === undefined ? {} : { submits }) },
    retention: { fromAcceptedMs: lifetimeMs },
    ...(batch === undefined ? {} : { batchPoll: { maxTickets: batch, taskTypes } }),
    ...(tokenLifetimeMs === undefined ? {} : { tokenLifetimeMs }),
  };
}

const nameOf = (task: Task): string => ('siteKey' in task ? String(task.siteKey) : '');
