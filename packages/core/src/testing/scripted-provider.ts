import {
  ProviderError,
  type ProviderErrorCode,
  type ProviderErrorInit,
} from '../errors/provider-error.ts';
import type { Capacity } from '../provider/balance.ts';
import type { CallbackNotice, CallbackRequest } from '../provider/callback.ts';
import type { CallContext } from '../provider/call-context.ts';
import type { PollManyEntry, PollResult } from '../provider/poll-result.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import type { Submission } from '../provider/submission.ts';
import type { Limits, Pricing, Supports } from '../provider/supports.ts';
import { taskSchemas } from '../provider/task-schemas.ts';
import type { Task } from '../provider/task.ts';
import type { Ticket } from '../provider/ticket.ts';
import type { Judgement } from '../provider/provider-v1.ts';

/** How a scripted provider replies to one submit. Times are milliseconds on the router's clock. */
export type SubmitLine =
  /** Accepted after `afterMs`, answered `solveMs` later, or never. */
  | { readonly say: 'accept'; readonly afterMs?: number; readonly solveMs?: number | 'never' }
  | { readonly say: 'solve'; readonly afterMs?: number }
  | ({ readonly say: 'refuse'; readonly afterMs?: number } & ScriptedError)
  /** Silent for ever; `isAccepted` says whether the task was charged nevertheless. Nothing of it can be recalled. */
  | { readonly say: 'hang'; readonly isAccepted?: boolean }
  /** The connection does not come about: it can be recalled. */
  | { readonly say: 'connect-hang' };

/** How it replies to one poll, instead of what the task's own time says. */
export type PollLine =
  | { readonly say: 'truth' }
  | ({ readonly say: 'reject'; readonly afterMs?: number } & ScriptedError)
  | ({ readonly say: 'fail' } & ScriptedError)
  | { readonly say: 'hang' };

type ScriptedError = { readonly code: ProviderErrorCode } & Partial<
  Pick<ProviderErrorInit, 'charged' | 'retryAfterMs' | 'rawCode'>
>;

export interface ScriptedProviderOptions {
  readonly id: string;
  readonly service?: string;
  /** One line per submit; the last one is repeated. @default accepts, and answers after 10 s */
  readonly submits?: readonly SubmitLine[];
  /** One line per poll or batch, over all tickets; afterwards the truth. */
  readonly polls?: readonly PollLine[];
  /** Which tickets it can be asked for at once; without it one at a time. */
  readonly batchPoll?: Supports['batchPoll'];
  readonly pricing?: Pricing;
  readonly limits?: Partial<Limits>;
  readonly supports?: Partial<Supports>;
  /** What the free call for the balance does; without it the provider has none. */
  readonly balance?: () => number | ProviderError;
  /** What the free call for its threads does; without it the provider has none. */
  readonly capacity?: () => Promise<Capacity>;
  readonly fingerprint?: () => string;
  /** Whether it announces answers: as JSON, with the ticket or without. @default false */
  readonly hasCallbacks?: boolean;
}

interface Purchase {
  readonly task: Task;
  readonly at: number;
  /** Where the answer may be announced, when callbacks are on. */
  readonly callbackUrl?: string | undefined;
}

/** A provider that does as it is told, and remembers what it was asked: for tests of routers. */
export interface ScriptedProvider extends ProviderV1 {
  /** Submits that reached the service, refused ones included. */
  readonly submitted: readonly Purchase[];
  /** Submits that were accepted, and with that paid. */
  readonly paid: readonly Purchase[];
  /** Batches included. */
  readonly pollTimes: readonly number[];
  /** The tickets of each batch. */
  readonly batches: readonly (readonly Ticket[])[];
  readonly reports: readonly { readonly ticket: Ticket; readonly judgement: Judgement }[];
  readonly balanceChecks: number;
  isClosed: boolean;
}

export function scriptedProvider(options: ScriptedProviderOptions): ScriptedProvider {
  const { id, service = id, submits = [{ say: 'accept' }], polls = [] } = options;
  const submitted: Purchase[] = [];
  const paid: Purchase[] = [];
  const pollTimes: number[] = [];
  const batches: (readonly Ticket[])[] = [];
  const reports: { ticket: Ticket; judgement: Judgement }[] = [];
  const answers = new Map<string, number>();
  let balanceChecks = 0;

  const errorOf = (
    { code, charged, retryAfterMs, rawCode }: ScriptedError,
    operation: 'submit' | 'poll',
  ): ProviderError =>
    new ProviderError({
      code,
      providerId: id,
      operation,
      message: `${id} said ${code} to a ${operation}`,
      charged,
      retryAfterMs,
      rawCode,
    });

  const accept = (task: Task, readyAt: number, at: number): Ticket => {
    const ticketId = `${id}-${paid.length + 1}`;
    paid.push({ task, at });
    answers.set(ticketId, readyAt);
    return { id: ticketId, type: task.type };
  };

  const submit = async (
    task: Task,
    { clock, recall, signal, callbackUrl }: CallContext,
  ): Promise<Submission> => {
    const line = submits[Math.min(submitted.length, submits.length - 1)] ?? { say: 'accept' };
    if (line.say === 'connect-hang') {
      await clock
        .sleep(2 ** 40, { signal: AbortSignal.any([recall, signal]) })
        .catch(() => undefined);
      throw errorOf({ code: 'unreachable' }, 'submit');
    }
    submitted.push({ task, at: clock.now(), callbackUrl });
    if (line.say === 'hang') {
      if (line.isAccepted === true) accept(task, Infinity, clock.now());
      await clock.sleep(2 ** 40, { signal }).catch(() => undefined);
      throw errorOf({ code: 'outcome-unknown' }, 'submit');
    }
    await clock.sleep(line.afterMs ?? 0);
    if (line.say === 'refuse') throw errorOf(line, 'submit');
    if (line.say === 'solve') {
      const ticket = accept(task, clock.now(), clock.now());
      return { status: 'solved', solution: solutionFor(task.type, textOf(ticket, 'id')), ticket };
    }
    const solveMs = line.solveMs === 'never' ? Infinity : (line.solveMs ?? 10_000);
    return { status: 'accepted', ticket: accept(task, clock.now() + solveMs, clock.now()) };
  };

  const truthOf = (ticket: Ticket, now: number): PollResult => {
    const ticketId = textOf(ticket, 'id');
    const readyAt = answers.get(ticketId);
    if (readyAt === undefined)
      return { status: 'failed', error: errorOf({ code: 'ticket-lost' }, 'poll') };
    if (now < readyAt) return { status: 'pending' };
    return { status: 'solved', solution: solutionFor(textOf(ticket, 'type'), ticketId) };
  };

  const ask = async (
    tickets: readonly Ticket[],
    { clock, signal }: CallContext,
  ): Promise<readonly PollResult[]> => {
    const line = polls[pollTimes.length] ?? { say: 'truth' };
    pollTimes.push(clock.now());
    if (line.say === 'hang') await clock.sleep(2 ** 40, { signal });
    if (line.say === 'reject') {
      await clock.sleep(line.afterMs ?? 0);
      throw errorOf(line, 'poll');
    }
    return tickets.map((ticket) =>
      line.say === 'fail'
        ? { status: 'failed', error: errorOf(line, 'poll') }
        : truthOf(ticket, clock.now()),
    );
  };

  const poll = async (ticket: Ticket, context: CallContext): Promise<PollResult> => {
    const [result] = await ask([ticket], context);
    return result ?? { status: 'pending' };
  };

  const { balance, capacity, fingerprint } = options;
  return {
    specificationVersion: 'v1',
    id,
    service,
    supports: {
      taskTypes: taskSchemas,
      pricing: options.pricing ?? { kind: 'per-solve' },
      limits: { firstWaitMs: 5_000, pollFloorMs: 5_000, ...options.limits },
      retention: {},
      tokenLifetimeMs: 120_000,
      batchPoll: options.batchPoll,
      ...options.supports,
    },
    submitted,
    paid,
    pollTimes,
    batches,
    reports,
    isClosed: false,
    get balanceChecks() {
      return balanceChecks;
    },
    submit,
    poll,
    ...(options.batchPoll !== undefined && {
      async pollMany(
        tickets: readonly Ticket[],
        context: CallContext,
      ): Promise<readonly PollManyEntry[]> {
        batches.push(tickets);
        return ask(tickets, context);
      },
    }),
    async report(report) {
      reports.push(report);
    },
    ...(balance !== undefined && {
      async balance() {
        balanceChecks += 1;
        const amount = balance();
        if (amount instanceof Error) throw amount;
        return { amount };
      },
    }),
    ...(capacity !== undefined && { capacity }),
    ...(fingerprint !== undefined && { credentialsFingerprint: async () => fingerprint() }),
    ...(options.hasCallbacks === true && {
      readCallback: ({ body }: CallbackRequest) => JSON.parse(body) as CallbackNotice,
    }),
    async close() {
      this.isClosed = true;
    },
  };
}

/** The answer names its ticket, so that a test sees whose it is. */
function solutionFor(
  type: string,
  ticketId: string,
): Extract<PollResult, { status: 'solved' }>['solution'] {
  if (type === 'image') return { type, text: ticketId };
  if (type === 'recaptcha-v2' || type === 'recaptcha-v3') return { type, token: ticketId };
  return { type: 'turnstile', token: ticketId };
}

function textOf(ticket: Ticket, field: 'id' | 'type'): string {
  const value = ticket[field];
  return typeof value === 'string' ? value : '';
}
