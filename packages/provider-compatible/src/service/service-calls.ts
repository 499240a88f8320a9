import {
  type Balance,
  type CallContext,
  type Capacity,
  type Judgement,
  type Operation,
  type PollManyEntry,
  type PollResult,
  ProviderError,
  type ProviderErrorCode,
  type Submission,
  type Task,
  type Ticket,
} from '@understudy/core/provider';

import { failureMessage } from '../errors/failure-message.ts';
import type { ImageLimits } from '../image/image-limits.ts';
import { pictureFault } from '../image/picture-fault.ts';
import { rawReply } from '../reply/raw-reply.ts';
import type { CompatibleTaskType } from '../task-types.ts';
import {
  type BatchEntry,
  type Connection,
  exchange,
  exchangeBatch,
  exchangePoll,
  exchangeReport,
} from './exchange.ts';
import { readTicket, type TaskTicket } from './task-ticket.ts';
import type { Answer, Dialect } from './wire-call.ts';

export interface ServiceCallsInit {
  readonly connection: Connection;
  readonly dialect: Dialect<Task<CompatibleTaskType>>;
  /** Those that the service takes. */
  readonly taskTypes: ReadonlySet<string>;
  readonly images: ImageLimits;
  /** ISO 4217 code of what the service bills. */
  readonly currency?: string | undefined;
}

/** The calls of the contract at one account, each of them one request. */
export class ServiceCalls {
  readonly #init: ServiceCallsInit;
  /** Whether the service once refused the callback URL's host: that holds until somebody registers it. */
  #isCallbackRefused = false;

  constructor(init: ServiceCallsInit) {
    this.#init = init;
  }

  async submit(task: Task<CompatibleTaskType>, context: CallContext): Promise<Submission> {
    const { connection, dialect, taskTypes, images } = this.#init;
    if (!taskTypes.has(task.type)) {
      const reason = 'the task is of a type that this provider does not declare';
      throw this.#refusal({ code: 'task-unsupported', operation: 'submit', reason });
    }
    const fault = dialect.fault?.(task) ?? pictureFault(task, images);
    if (fault !== undefined) throw this.#refusal({ ...fault, operation: 'submit' });
    const callbackUrl = this.#isCallbackRefused ? undefined : context.callbackUrl;
    const call = dialect.submit(task, { callbackUrl });
    const request = { connection, operation: 'submit', call, context, task } as const;
    try {
      const { value: acceptance, body, redactor } = await exchange(request);
      if (acceptance.status === 'accepted') return acceptance;
      const { answer, ticket } = acceptance;
      const raw = rawReply(body, redactor);
      return { ...this.#solved(answer, raw), ...(ticket === undefined ? {} : { ticket }) };
    } catch (error) {
      if (callbackUrl !== undefined && isCallbackRefusal(error)) this.#isCallbackRefused = true;
      throw error;
    }
  }

  async poll(ticket: Ticket, context: CallContext): Promise<PollResult> {
    const { connection, dialect } = this.#init;
    const readable = readTicket(ticket);
    if (readable === undefined) return this.#lost();
    try {
      const polled = await exchangePoll({
        connection,
        operation: 'poll',
        call: dialect.poll(readable),
        context,
      });
      return polled === 'pending'
        ? { status: 'pending' }
        : this.#solved(polled.value, rawReply(polled.body, polled.redactor));
    } catch (error) {
      if (ProviderError.isInstance(error) && endsTheTicket.has(error.code))
        return { status: 'failed', error };
      throw error;
    }
  }

  /** What the service says of several tickets at once. One by one where it takes no more, or not these. */
  async pollMany(
    tickets: readonly Ticket[],
    context: CallContext,
  ): Promise<readonly PollManyEntry[]> {
    const { connection, dialect } = this.#init;
    const readable = tickets.map(readTicket);
    const { batch } = dialect;
    const asked = readable
      .filter((ticket) => ticket !== undefined)
      .filter(({ type }) => batch?.taskTypes.includes(type))
      .slice(0, batch?.maxTickets ?? 0);
    const answers = new Map<TaskTicket, PollManyEntry>();
    const [first] = asked;
    if (first !== undefined && asked.length === 1) {
      answers.set(first, await this.poll(first, context));
    } else if (batch !== undefined && first !== undefined) {
      const entries = await exchangeBatch({
        connection,
        operation: 'poll',
        call: batch.poll(asked),
        context,
      });
      asked.forEach((ticket, index) => answers.set(ticket, this.#entry(entries[index])));
    }
    return readable.map((ticket) =>
      ticket === undefined ? this.#lost() : (answers.get(ticket) ?? { status: 'unanswered' }),
    );
  }

  async report(
    { ticket, judgement }: { readonly ticket: Ticket; readonly judgement: Judgement },
    context: CallContext,
  ): Promise<void> {
    const { connection, dialect } = this.#init;
    const readable = readTicket(ticket);
    if (readable === undefined) {
      throw this.#refusal({ ...malformedTicket, code: 'report-refused', operation: 'report' });
    }
    const call = dialect.report({ ticket: readable, judgement });
    if (call === undefined) {
      const reason = `the service hears no "${judgement}" of ${readable.type}`;
      throw this.#refusal({ code: 'report-refused', operation: 'report', reason });
    }
    await exchangeReport({ connection, operation: 'report', call, context });
  }

  async balance(context: CallContext): Promise<Balance> {
    const { connection, dialect, currency } = this.#init;
    const { value } = await exchange({
      connection,
      operation: 'balance',
      call: dialect.balance(),
      context,
    });
    return { amount: value, ...(currency === undefined ? {} : { currency }) };
  }

  /** What the service tells of its threads, which may be nothing: to know less is no failure. */
  async capacity(context: CallContext): Promise<Capacity> {
    const { connection, dialect } = this.#init;
    const call = dialect.capacity?.();
    if (call === undefined) return {};
    try {
      return (await exchange({ connection, operation: 'capacity', call, context })).value;
    } catch {
      context.signal.throwIfAborted();
      return {};
    }
  }

  #entry(entry: BatchEntry | undefined): PollManyEntry {
    if (entry === undefined || entry.status === 'unreadable') return { status: 'unanswered' };
    if (entry.status === 'answered') return this.#solved(entry.answer, undefined);
    if (entry.status === 'pending') return entry;
    return endsTheTicket.has(entry.error.code) ? entry : { status: 'unanswered' };
  }

  #lost(): Extract<PollResult, { readonly status: 'failed' }> {
    const error = this.#refusal({ ...malformedTicket, code: 'ticket-lost', operation: 'poll' });
    return { status: 'failed', error };
  }

  #solved(
    { solution, price }: Answer,
    raw: string | undefined,
  ): Extract<PollResult, { readonly status: 'solved' }> {
    const { currency } = this.#init;
    const billed =
      price === undefined || currency === undefined ? {} : { billed: { amount: price, currency } };
    return { status: 'solved', solution, ...billed, ...(raw === undefined ? {} : { raw }) };
  }

  #refusal({ code, operation, reason, rawCode }: Refusal): ProviderError {
    const { providerId } = this.#init.connection;
    const message = failureMessage({ providerId, operation, code, reason });
    return new ProviderError({ code, providerId, operation, message, rawCode });
  }
}

/** The callback URL's host is not registered (protocols.md, section 2.1: with one S). */
const isCallbackRefusal = (error: unknown): boolean =>
  ProviderError.isInstance(error) && error.rawCode?.toUpperCase() === 'ERROR_IP_ADDRES';

/** What is refused here, before anything is sent. */
interface Refusal {
  readonly code: ProviderErrorCode;
  readonly operation: Operation;
  readonly reason: string;
  readonly rawCode?: string;
}

const malformedTicket = {
  reason: 'the ticket is none of this provider',
  rawCode: 'malformed-ticket',
} as const;

const endsTheTicket: ReadonlySet<ProviderErrorCode> = new Set([
  'task-invalid',
  'task-unsupported',
  'task-over-limits',
  'task-stale',
  'task-unsolvable',
  'ticket-lost',
  'proxy-rejected',
]);
