import type { Clock } from '../provider/clock.ts';
import type { Task } from '../provider/task.ts';

const rememberedForMs = 6 * 3_600_000;
/** Methods come from the caller of `solve`, so there may be any number of them. */
const mostRemembered = 1_000;
const longestMethod = 200;

/** A task type, or `raw` and a method, that a service does not solve for a while. */
export interface RememberedTask {
  readonly task: string;
  readonly forMs: number;
}

/** What a service said that it does not solve: a task type, or one method of `raw`. */
export class UnsupportedTasks {
  readonly #clock: Clock;
  readonly #until = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  note(task: Task): void {
    const key = keyOf(task);
    // Put at the end anew, so that the oldest stands first.
    this.#until.delete(key);
    this.#until.set(key, this.#clock.now() + rememberedForMs);
    if (this.#until.size <= mostRemembered) return;
    for (const oldest of this.#until.keys()) {
      this.#until.delete(oldest);
      return;
    }
  }

  /** What is remembered, with the milliseconds that are left of it. */
  snapshot(): readonly RememberedTask[] {
    const now = this.#clock.now();
    return [...this.#until].flatMap(([task, until]) =>
      until > now ? [{ task, forMs: until - now }] : [],
    );
  }

  restore(remembered: readonly RememberedTask[]): void {
    const now = this.#clock.now();
    for (const { task, forMs } of remembered.slice(0, mostRemembered)) {
      this.#until.set(task, now + Math.min(forMs, rememberedForMs));
    }
  }

  has(task: Task): boolean {
    return this.#clock.now() < (this.#until.get(keyOf(task)) ?? -Infinity);
  }
}

function keyOf(task: Task): string {
  // `raw` stands for as many types as it has methods.
  return task.type === 'raw' ? `raw ${String(task.method).slice(0, longestMethod)}` : task.type;
}
