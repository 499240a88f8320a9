import { longestCoolOffMs, shortestCoolOffMs } from '../health/cool-off.ts';
import type { Attempt } from './attempt.ts';
import type { AttemptEnd } from './attempt-end.ts';
import type { DecisionReason } from './decision.ts';
import type { Obstacle } from '../strategy/obstacle.ts';

const mostPaidAttempts = 6;
const mostAttempts = 90;
const mostFailuresPerProvider = 3;
/** At once, at different providers: one in work and one more. */
const mostLiveAttempts = 2;

/** What one task has been through, and what that forbids it now. */
export class TaskHistory {
  readonly #attempts: Attempt[] = [];
  readonly #failures = new Map<string, number>();
  readonly #refusals = new Map<string, number>();
  readonly #refusedUntil = new Map<string, number>();
  readonly #closedTo = new Set<string>();
  #nextReason: DecisionReason = 'first';

  get attempts(): readonly Attempt[] {
    return this.#attempts;
  }

  get isUntouched(): boolean {
    return this.#attempts.length === 0;
  }

  /** Whether something was bought, or may have been, and was not refunded. */
  get hasPaid(): boolean {
    return this.#attempts.some(
      ({ state: { payment } }) => payment === 'paid' || payment === 'maybe-paid',
    );
  }

  /** Why the next attempt would be made. */
  get nextReason(): DecisionReason {
    return this.#nextReason;
  }

  /** Whether an attempt is under way that the task has not moved on from. */
  get isAwaited(): boolean {
    return this.#attempts.some(({ state }) => state.isAwaited);
  }

  get pending(): readonly Attempt[] {
    return this.#attempts.filter(({ state }) => state.isPending);
  }

  /** Whether an answer may still come: from a ticket, or by the callback of a submit that was never answered. */
  isAnswerPendingAt(now: number): boolean {
    return this.#attempts.some(
      ({ state, init }) =>
        state.isPending || (init.callbackUrl !== undefined && state.liveUntil > now),
    );
  }

  add(attempt: Attempt): void {
    this.#attempts.push(attempt);
  }

  noteLeft(why: 'patience' | 'latched' | 'submit-timeout'): void {
    const reasons = {
      patience: 'after-patience',
      latched: 'after-latch',
      'submit-timeout': 'after-unknown-outcome',
    } as const;
    this.#nextReason = reasons[why];
  }

  noteEnd(
    attempt: Attempt,
    { end, now }: { readonly end: AttemptEnd; readonly now: number },
  ): void {
    const { id } = attempt.init.account;
    if (end.kind === 'refused') {
      this.#refusals.set(id, this.refusalsOf(id) + 1);
      const askedMs = Math.min(end.error.retryAfterMs ?? 0, longestCoolOffMs);
      const restMs = Math.max(shortestCoolOffMs, askedMs);
      this.#refusedUntil.set(id, now + restMs);
      // A limit of this provider is not one of another, and will not be wider in a while.
      if (end.error.code === 'task-over-limits') this.closeTo(id);
      if (this.#nextReason === 'first') this.#nextReason = 'after-refusal';
    } else if (end.kind === 'failed') {
      this.#failures.set(id, (this.#failures.get(id) ?? 0) + 1);
      // An answer that was paid for and never came is not bought again at the same place.
      if (end.error.code === 'task-unsolvable' && end.error.charged === 'yes') this.closeTo(id);
      this.#nextReason = 'after-failure';
    } else if (end.kind === 'unknown') {
      this.#nextReason = 'after-unknown-outcome';
    }
  }

  /** This provider is not asked again for this task. */
  closeTo(providerId: string): void {
    this.#closedTo.add(providerId);
  }

  /** A changed task is a new one to those who refused the old. */
  reopen(): void {
    this.#closedTo.clear();
    this.#refusedUntil.clear();
    this.#refusals.clear();
  }

  refusalsOf(providerId: string): number {
    return this.#refusals.get(providerId) ?? 0;
  }

  /** How often a provider refused or failed this task, or left it without a word. */
  setbacksOf(providerId: string): number {
    const left = this.#attempts.filter(
      ({ init, state }) =>
        init.account.id === providerId && state.liveUntil > 0 && !state.isAwaited,
    );
    return this.refusalsOf(providerId) + (this.#failures.get(providerId) ?? 0) + left.length;
  }

  /** Why this task cannot go to a provider now, whatever its health. */
  obstacleAt(providerId: string, now: number): Obstacle | undefined {
    const live = this.#attempts.filter(({ state }) => state.liveUntil > now);
    const here = live.find(({ init }) => init.account.id === providerId);
    if (here !== undefined) return { kind: 'live', until: here.state.liveUntil };
    if (live.length >= mostLiveAttempts) {
      return { kind: 'live', until: Math.min(...live.map(({ state }) => state.liveUntil)) };
    }
    if (this.#closedTo.has(providerId) || this.#isSpent(providerId))
      return { kind: 'tried-enough' };
    const until = this.#refusedUntil.get(providerId) ?? -Infinity;
    return now < until ? { kind: 'just-refused', until } : undefined;
  }

  #isSpent(providerId: string): boolean {
    const paid = this.#attempts.filter(({ state }) => state.payment !== 'unpaid');
    return (
      paid.length >= mostPaidAttempts ||
      this.#attempts.length >= mostAttempts ||
      (this.#failures.get(providerId) ?? 0) >= mostFailuresPerProvider
    );
  }
}
