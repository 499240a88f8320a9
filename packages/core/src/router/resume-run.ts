import {
  AllAttemptsFailedError,
  DeadlineExceededError,
  RouterClosedError,
} from '../errors/router-errors.ts';
import type { TicketRecord } from '../errors/ticket-record.ts';
import type { TicketOutcome } from '../polling/ticket-watch.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import type { Ticket } from '../provider/ticket.ts';
import type { Account } from './account.ts';
import type { Answer } from './attempt-end.ts';
import type { Attempt } from './attempt.ts';
import { buildSolved } from './build-solved.ts';
import type { Decision } from './decision.ts';
import type { RunServices } from './router-services.ts';
import { Settlement } from './settlement.ts';
import type { Solved } from './solved.ts';

export interface ResumeRunInit {
  readonly record: TicketRecord & { readonly ticket: Ticket };
  readonly account: Account;
  readonly deadlineMs: number;
  readonly signal: AbortSignal | undefined;
  /** The attempt itself, when this very router still collects it. */
  readonly attempt: Attempt | undefined;
}

/** One call of `resume`: collects a paid ticket and never buys. */
export class ResumeRun {
  readonly record: TicketRecord;
  readonly #init: ResumeRunInit;
  readonly #services: RunServices;
  readonly #settlement: Settlement<Solved>;
  readonly #decision: Decision;
  readonly #taskId: string;
  readonly #startedAt: number;
  #release: () => void = () => undefined;

  constructor(init: ResumeRunInit, services: RunServices) {
    this.#init = init;
    this.#services = services;
    this.record = init.record;
    this.#taskId = services.newId('task');
    this.#startedAt = services.clock.now();
    this.#decision = {
      providerId: init.account.id,
      reason: 'resumed',
      isProbe: false,
      considered: [],
    };
    const { deadlineMs } = init;
    this.#settlement = new Settlement({
      clock: services.clock,
      deadlineMs,
      signal: init.signal,
      onDeadline: () => {
        const message = `the ticket was not answered within ${deadlineMs} ms`;
        this.#reject(new DeadlineExceededError({ message, ...this.#remains }));
      },
      onAbort: (reason) => this.#reject(reason),
    });
  }

  async start(): Promise<Solved> {
    const { signal, attempt } = this.#init;
    if (signal?.aborted === true) this.#reject(signal.reason);
    else if (attempt === undefined) this.#collect();
    return this.#settlement.promise;
  }

  close(): void {
    const message = 'the router was closed while the ticket was being collected';
    this.#reject(new RouterClosedError({ message, ...this.#remains }));
  }

  /** The attempt that this router still had under way has ended. */
  followEnd({ state: { end } }: Attempt): void {
    if (end?.kind === 'solved') this.#solve(end.answer);
    else if (end !== undefined && 'error' in end) this.#fail(end.error);
  }

  #collect(): void {
    const { clock } = this.#services;
    const { record, account, deadlineMs } = this.#init;
    const giveSlotBack = account.slots.take();
    // A wall clock that was set back makes no ticket younger than just accepted.
    const ageMs = Math.max(0, clock.epochMs() - record.acceptedAtEpochMs);
    const watch = account.poller.watch({
      hasCallback: false,
      attemptId: record.attemptId,
      ticket: record.ticket,
      taskType: record.taskType,
      acceptedAt: clock.now() - ageMs,
      remainingMs: () => Math.max(0, this.#startedAt + deadlineMs - clock.now()),
      onOutcome: (outcome) => {
        giveSlotBack();
        this.#end(outcome);
      },
      onStranded: () => undefined,
    });
    this.#release = () => account.poller.leaveToSalvage(watch);
  }

  #end(outcome: TicketOutcome): void {
    if (outcome.kind === 'solved') this.#solve({ ...outcome, ticket: this.#init.record.ticket });
    else this.#fail(outcome.error);
  }

  #solve(answer: Answer): void {
    const { account, record } = this.#init;
    const { attemptId, taskType, providerId } = record;
    if (this.#settlement.isSettled) {
      return this.#services.emit({
        type: 'ticket-salvaged',
        taskId: this.#taskId,
        attemptId,
        providerId,
      });
    }
    const listed = this.#services.priceOf(account, taskType);
    const cost = {
      amount: 0,
      currency: '',
      ...listed,
      ...answer.billed,
      basis: basisOf(account, answer),
    };
    const init = {
      taskId: this.#taskId,
      attemptId,
      account,
      decision: this.#decision,
      cost,
      answer,
      attempts: [],
    };
    this.#settlement.resolve(buildSolved(init, this.#services));
    this.#services.onResumed(this);
  }

  #fail(error: ProviderError): void {
    const message = `the ticket at ${error.providerId} ended without an answer: ${error.message}`;
    this.#reject(
      new AllAttemptsFailedError({ message, attempts: [], openTickets: [], cause: error }),
    );
  }

  #reject(error: unknown): void {
    if (this.#settlement.isSettled) return;
    this.#settlement.reject(error);
    this.#release();
    this.#services.onResumed(this);
  }

  get #remains(): {
    readonly attempts: readonly [];
    readonly openTickets: readonly TicketRecord[];
  } {
    return { attempts: [], openTickets: [this.record] };
  }
}

function basisOf(
  { provider }: Account,
  { billed }: Answer,
): 'billed' | 'slot' | 'listed' | 'unknown' {
  if (billed !== undefined) return 'billed';
  if (provider.supports.pricing.kind === 'slots') return 'slot';
  return provider.supports.pricing.price === undefined ? 'unknown' : 'listed';
}
