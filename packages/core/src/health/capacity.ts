import type { Clock } from '../provider/clock.ts';

/** After an acceptance beyond the estimate, the next try beyond it waits so long. */
const afterGrowthMs = 15_000;
/** After a refusal it waits so long, and twice as long after each try that found nothing. */
const afterRefusalMs = 30_000;
const longestRestMs = 240_000;
/** Acceptances in a row beyond the estimate raise it by 1, 2, 4 and so on, up to this. */
const largestStep = 16;

/** A task that an account has in work, or on its way there. */
export interface TaskInWork {
  readonly taskType: string;
  /** On the monotonic clock. */
  readonly since: number;
}

/**
 * How many tasks an account has in work, and how many it will take: declared, and learned from refusals. Slots are a
 * fixed number that others may share, and nobody takes a slot that is in use. So a refusal tells exactly how many fit
 * now: there is nothing to guess by halving. What the others give back is found by one task beyond the estimate now
 * and then.
 */
export class SlotCount {
  readonly #declared: number;
  readonly #clock: Clock;
  readonly #inWork = new Set<TaskInWork>();
  #limit: number;
  #restMs = afterRefusalMs;
  #nextTryAt = -Infinity;
  /** Since the last refusal. */
  #growths = 0;
  #refusedSince: number | undefined;

  constructor(declared: number | undefined, clock: Clock) {
    this.#declared = declared ?? Infinity;
    this.#limit = this.#declared;
    this.#clock = clock;
  }

  get limit(): number {
    return this.#limit;
  }

  get inUse(): number {
    return this.#inWork.size;
  }

  get inWork(): Iterable<TaskInWork> {
    return this.#inWork;
  }

  get isFull(): boolean {
    if (this.inUse < this.#limit) return false;
    return this.inUse > this.#limit || this.#clock.now() < (this.nextTryAt ?? Infinity);
  }

  /** When one task beyond the estimate may be tried; undefined where the estimate is all that is declared. */
  get nextTryAt(): number | undefined {
    return this.#limit < this.#declared ? this.#nextTryAt : undefined;
  }

  /** Since when every task was refused for lack of a slot; undefined when the last one was not. */
  get refusedSince(): number | undefined {
    return this.#refusedSince;
  }

  /** Takes a slot, even beyond the estimate, which is only an estimate; the result gives it back, once. */
  take(taskType: string): () => void {
    const task = { taskType, since: this.#clock.now() };
    this.#inWork.add(task);
    return () => void this.#inWork.delete(task);
  }

  /** A task was refused for lack of a slot: the others that are in work are all that fit. */
  shrink(): void {
    this.#refusedSince ??= this.#clock.now();
    const others = Math.max(1, this.inUse - 1);
    // A try that was refused, at once or by the next task: the slot was that of a task whose end we had not seen yet.
    const isConfirmed = this.#growths === 1 || (this.#growths === 0 && others === this.#limit);
    if (isConfirmed) this.#restMs = Math.min(longestRestMs, 2 * this.#restMs);
    else if (others < this.#limit) this.#restMs = afterRefusalMs;
    this.#growths = 0;
    this.#nextTryAt = this.#clock.now() + this.#restMs;
    this.lowerTo(others);
  }

  /** A task was accepted. @returns whether that was news: it went beyond the estimate. */
  grow(): boolean {
    this.#refusedSince = undefined;
    if (this.inUse <= this.#limit) return false;
    this.#growths += 1;
    this.#nextTryAt = this.#clock.now() + afterGrowthMs;
    this.raiseTo(this.#limit + Math.min(largestStep, 2 ** (this.#growths - 1)));
    return true;
  }

  /** The service says that no more fit. */
  lowerTo(count: number): void {
    this.#limit = Math.max(1, Math.min(this.#limit, count));
  }

  /** The service says that so many fit. */
  raiseTo(count: number): void {
    this.#limit = Math.min(this.#declared, Math.max(this.#limit, count));
  }
}
