import type { ProviderError } from '../errors/provider-error.ts';
import { AllAttemptsFailedError, RouterClosedError } from '../errors/router-errors.ts';
import type { TicketRecord } from '../errors/ticket-record.ts';
import type { TicketWatch } from '../polling/ticket-watch.ts';
import type { Ticket } from '../provider/ticket.ts';
import type { Account } from './account.ts';
import type { Answer } from './attempt-end.ts';
import type { Attempt } from './attempt.ts';
import { buildSolved } from './build-solved.ts';
import { ResumeCall, type ResumeCallInit } from './resume-call.ts';
import type { RunServices } from './router-services.ts';
import type { Solved } from './solved.ts';

export interface ResumeRunInit {
  readonly record: TicketRecord & { readonly ticket: Ticket };
  readonly account: Account;
  /** The attempt itself, when this very router still collects it. */
  readonly attempt: Attempt | undefined;
}

/** A ticket that `resume` was asked for: collected once, for however many callers, and nothing is ever bought. */
export class ResumeRun {
  readonly record: TicketRecord;
  readonly #init: ResumeRunInit;
  readonly #services: RunServices;
  readonly #taskId: string;
  readonly #calls = new Set<ResumeCall>();
  #watch: TicketWatch | undefined;
  #isEnded = false;

  constructor(init: ResumeRunInit, services: RunServices) {
    this.#init = init;
    this.#services = services;
    this.record = init.record;
    this.#taskId = services.newId('task');
  }

  /** How many callers wait. */
  get callCount(): number {
    return this.#calls.size;
  }

  /** Whether nothing more comes of it. An attempt that is still collected needs nobody to follow it. */
  get isOver(): boolean {
    return this.#isEnded || (this.#init.attempt !== undefined && this.#calls.size === 0);
  }

  /** One caller more, for the same answer. */
  async join(caller: Pick<ResumeCallInit, 'deadlineMs' | 'signal'>): Promise<Solved> {
    const call = new ResumeCall({
      ...caller,
      record: this.record,
      clock: this.#services.clock,
      onLeft: () => this.#leave(call),
    });
    this.#calls.add(call);
    if (this.#init.attempt === undefined && this.#watch === undefined) this.#collect();
    return call.promise;
  }

  close(): void {
    const message = 'the router was closed while the ticket was being collected';
    const remains = { attempts: [], openTickets: [this.record] };
    for (const call of this.#calls) {
      call.reject(new RouterClosedError({ message, ...remains }));
      this.#leave(call);
    }
  }

  /** The attempt that this router still had under way has ended. */
  followEnd({ state: { end } }: Attempt): void {
    if (end?.kind === 'solved') this.#solve(end.answer);
    else if (end !== undefined && 'error' in end) this.#fail(end.error);
  }

  #collect(): void {
    const { clock } = this.#services;
    const { record, account } = this.#init;
    const giveSlotBack = account.slots.take(record.taskType);
    // A wall clock that was set back makes no ticket younger than just accepted.
    const ageMs = Math.max(0, clock.epochMs() - record.acceptedAtEpochMs);
    this.#watch = account.poller.watch({
      hasCallback: false,
      attemptId: record.attemptId,
      ticket: record.ticket,
      taskType: record.taskType,
      acceptedAt: clock.now() - ageMs,
      remainingMs: () => this.#remainingMs,
      onOutcome: (outcome) => {
        giveSlotBack();
        if (outcome.kind === 'failed') return this.#fail(outcome.error);
        this.#solve({ ...outcome, ticket: record.ticket });
      },
      onStranded: () => undefined,
      onUnanswered: () => undefined,
    });
  }

  /** A caller waits no longer. The polls go on: another may ask for the same ticket. */
  #leave(call: ResumeCall): void {
    this.#calls.delete(call);
    if (this.#calls.size > 0) return;
    if (this.#watch !== undefined) this.#init.account.poller.leaveToSalvage(this.#watch);
    this.#services.onResumeChanged(this);
  }

  #solve(answer: Answer): void {
    const { account, record } = this.#init;
    const { attemptId, providerId } = record;
    const names = { taskId: this.#taskId, attemptId, providerId };
    if (this.#calls.size === 0) this.#services.emit({ type: 'ticket-salvaged', ...names });
    const listed = this.#services.priceOf(account, record.taskType);
    const basis = basisOf(account, answer);
    const cost = { amount: 0, currency: '', ...listed, ...answer.billed, basis };
    const decision = { providerId, reason: 'resumed', isProbe: false, considered: [] } as const;
    const init = { ...names, account, decision, cost, answer, attempts: [] };
    // One answer for all, so that its judgement is passed on once.
    const solved = buildSolved(init, this.#services);
    this.#end((call) => call.resolve(solved));
  }

  #fail(cause: ProviderError): void {
    const message = `the ticket at ${cause.providerId} ended without an answer: ${cause.message}`;
    const remains = { attempts: [], openTickets: [] };
    this.#end((call) => call.reject(new AllAttemptsFailedError({ message, ...remains, cause })));
  }

  #end(settle: (call: ResumeCall) => void): void {
    this.#isEnded = true;
    for (const call of this.#calls) settle(call);
    this.#calls.clear();
    this.#services.onResumeChanged(this);
  }

  /** For whoever waits the longest. */
  get #remainingMs(): number {
    const now = this.#services.clock.now();
    return Math.max(0, ...[...this.#calls].map(({ deadlineAt }) => deadlineAt - now));
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
