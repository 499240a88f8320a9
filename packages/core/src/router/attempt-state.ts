import type { AttemptReport } from '../errors/attempt-report.ts';
import type { TicketRecord } from '../errors/ticket-record.ts';
import type { PaymentState } from '../ledger/spend.ts';
import type { TicketWatch } from '../polling/ticket-watch.ts';
import type { Clock } from '../provider/clock.ts';
import type { AttemptEnd } from './attempt-end.ts';
import type { AttemptInit } from './attempt-init.ts';
import type { LeftReason } from './left-reason.ts';
import { type AttemptFacts, reportAttempt } from './report-attempt.ts';

/** How long a task may still be in work at a provider whose reply to the submit is missing, at the least. */
const shortestUnknownLifeMs = 60_000;

/** Where an attempt stands; each phase carries its own data only. */
export type AttemptPhase =
  | { readonly kind: 'starting' }
  | { readonly kind: 'submitting' }
  | {
      readonly kind: 'polling';
      readonly record: TicketRecord;
      /** Undefined until the caller's `onAccepted` has run. */
      readonly watch: TicketWatch | undefined;
    }
  | { readonly kind: 'ended'; readonly end: AttemptEnd; readonly endedAt: number };

/** What is known of an attempt, for itself and for those who ask. Written by its attempt only. */
export class AttemptState {
  readonly startedAt: number;
  /** When the paid request was sent: later than its start where it had to wait for that. */
  submittedAt: number;
  phase: AttemptPhase = { kind: 'starting' };
  /** On the monotonic clock; undefined while the submit is unanswered. */
  acceptedAt: number | undefined;
  payment: PaymentState = 'unpaid';
  /** Why the task moved on, if it has. */
  left: LeftReason | undefined;
  readonly #init: AttemptInit;
  readonly #clock: Clock;
  readonly #startedAtEpochMs: number;

  constructor(init: AttemptInit, clock: Clock) {
    this.#init = init;
    this.#clock = clock;
    this.startedAt = clock.now();
    this.submittedAt = this.startedAt;
    this.#startedAtEpochMs = clock.epochMs();
  }

  /** Whether an answer may still come. */
  get isPending(): boolean {
    return this.phase.kind !== 'ended';
  }

  /** Whether the task waits for this attempt, and has not moved on. */
  get isAwaited(): boolean {
    return this.isPending && this.left === undefined;
  }

  /** How it ended; undefined while it has not. */
  get end(): AttemptEnd | undefined {
    return this.phase.kind === 'ended' ? this.phase.end : undefined;
  }

  /** Until when the provider may have the task in work, as far as is known now. */
  get liveUntil(): number {
    if (this.phase.kind !== 'ended') return Infinity;
    if (this.phase.end.kind !== 'unknown') return -Infinity;
    const { account, task } = this.#init;
    const p99Ms = account.health.of(task.type).p99Ms ?? 0;
    return this.submittedAt + Math.max(shortestUnknownLifeMs, p99Ms);
  }

  /** Until when a callback may still name the ticket of a submit that was never answered. */
  get rescuableUntil(): number {
    const { account, task, callbackUrl } = this.#init;
    if (this.end?.kind !== 'unknown' || callbackUrl === undefined) return -Infinity;
    return this.submittedAt + account.schedule.lifetimeMs(task.type);
  }

  /** What another process needs to collect the answer; undefined without a ticket, or after its end. */
  get openTicket(): TicketRecord | undefined {
    return this.phase.kind === 'polling' ? this.phase.record : undefined;
  }

  get facts(): AttemptFacts {
    const { attemptId, account, decision } = this.#init;
    const until = this.phase.kind === 'ended' ? this.phase.endedAt : this.#clock.now();
    return {
      attemptId,
      providerId: account.id,
      decision,
      startedAtEpochMs: this.#startedAtEpochMs,
      durationMs: until - this.startedAt,
      payment: this.payment,
      end: this.end,
    };
  }

  get report(): AttemptReport {
    return reportAttempt(this.facts);
  }
}
