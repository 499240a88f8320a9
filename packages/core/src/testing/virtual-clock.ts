import type { Clock, SleepOptions } from '../provider/clock.ts';
import { type Sleeper, SleeperHeap } from './sleeper-heap.ts';

/** Captured before anybody installs fake timers. */
const realSetImmediate = setImmediate;

/**
 * Time that passes only when told to, or when the whole world waits for it. Sleepers wake one at a time in the order
 * of their due time, then of their arrival; between two of them every pending promise gets its turn.
 */
export class VirtualClock implements Clock {
  #now = 0;
  #epochOffsetMs: number;
  #arrivals = 0;
  readonly #sleepers = new SleeperHeap();

  /** @param epochMs what the wall clock says at the start. */
  constructor(epochMs = 1_800_000_000_000) {
    this.#epochOffsetMs = epochMs;
  }

  now(): number {
    return this.#now;
  }

  epochMs(): number {
    return this.#epochOffsetMs + this.#now;
  }

  /** How many sleeps are pending. */
  get sleeperCount(): number {
    return this.#sleepers.size;
  }

  async sleep(ms: number, { signal }: SleepOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const interrupt = (): void => {
        this.#sleepers.remove(sleeper);
        reject(signal?.reason);
      };
      const sleeper: Sleeper = {
        wakeAt: this.#now + Math.max(0, ms),
        arrival: (this.#arrivals += 1),
        wake: () => {
          signal?.removeEventListener('abort', interrupt);
          resolve();
        },
      };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', interrupt, { once: true });
    });
  }

  /** Lets the wall clock jump, as an administrator or a time server does; monotonic time does not notice. */
  jumpWallClock(byMs: number): void {
    this.#epochOffsetMs += byMs;
  }

  /** Lets time pass while nobody wakes, as on a machine that is suspended; whoever was due meanwhile wakes late. */
  suspend(ms: number): void {
    this.#now += ms;
  }

  /** Lets every promise that needs no time go as far as it can. */
  async settle(): Promise<void> {
    await new Promise<void>((resolve) => realSetImmediate(resolve));
  }

  /** Lets `ms` milliseconds pass, waking sleepers on the way. */
  async advance(ms: number): Promise<void> {
    await this.runUntil(this.#now + ms);
  }

  /** Lets time pass up to an instant. */
  async runUntil(instant: number): Promise<void> {
    await this.settle();
    for (
      let next = this.#sleepers.earliest;
      next !== undefined && next.wakeAt <= instant;
      next = this.#sleepers.earliest
    ) {
      await this.#wake(next);
    }
    this.#now = Math.max(this.#now, instant);
  }

  /** Lets time pass until nobody sleeps any more, at most up to `limitMs` from now. */
  async runUntilIdle(limitMs = 24 * 3_600_000): Promise<void> {
    const limit = this.#now + limitMs;
    await this.settle();
    for (let next = this.#sleepers.earliest; next !== undefined; next = this.#sleepers.earliest) {
      if (next.wakeAt > limit)
        throw new Error(`the virtual world is still busy after ${limitMs} ms`);
      await this.#wake(next);
    }
  }

  /** Lets time pass until a promise settles, and passes its outcome on. */
  async runUntilSettled<T>(promise: Promise<T>, limitMs = 24 * 3_600_000): Promise<T> {
    const limit = this.#now + limitMs;
    let isSettled = false;
    const watched = promise.finally(() => (isSettled = true));
    watched.catch(() => undefined);
    await this.settle();
    while (!isSettled) {
      const next = this.#sleepers.earliest;
      if (next === undefined)
        throw new Error('everybody waits and nobody sleeps: the promise cannot settle');
      if (next.wakeAt > limit) throw new Error(`the promise has not settled after ${limitMs} ms`);
      await this.#wake(next);
    }
    return watched;
  }

  async #wake(sleeper: Sleeper): Promise<void> {
    this.#sleepers.remove(sleeper);
    this.#now = Math.max(this.#now, sleeper.wakeAt);
    sleeper.wake();
    await this.settle();
  }
}
