import type { Clock, SleepOptions } from '@understudy/core/provider';

interface Sleeper {
  readonly wakeAt: number;
  readonly arrival: number;
  readonly wake: () => void;
  /** Its place in the heap; -1 once it has left. */
  place: number;
}

/**
 * Virtual time that costs next to nothing: sleepers in a heap, from which one that is interrupted is taken out, and no
 * turn of the event loop between two of them. Whatever runs on it must live on promises and on this clock alone.
 */
export class BenchClock implements Clock {
  #now = 0;
  #arrivals = 0;
  readonly #heap: Sleeper[] = [];

  now(): number {
    return this.#now;
  }

  epochMs(): number {
    return 1_800_000_000_000 + this.#now;
  }

  async sleep(ms: number, { signal }: SleepOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const interrupt = (): void => {
        this.#remove(sleeper);
        reject(signal?.reason);
      };
      const wake = (): void => {
        signal?.removeEventListener('abort', interrupt);
        resolve();
      };
      const wakeAt = this.#now + Math.max(0, ms);
      const sleeper: Sleeper = { wakeAt, arrival: (this.#arrivals += 1), wake, place: -1 };
      this.#insert(sleeper);
      signal?.addEventListener('abort', interrupt, { once: true });
    });
  }

  /** Lets time pass until it is enough, or nobody sleeps any more. */
  async runUntil(isEnough: () => boolean): Promise<void> {
    await new Promise<void>((resolve) => {
      // A tick that a microtask asks for comes when every promise has gone as far as it can.
      const goOn = (): void => queueMicrotask(() => process.nextTick(step));
      const step = (): void => {
        const next = isEnough() ? undefined : this.#heap[0];
        if (next === undefined) return resolve();
        this.#remove(next);
        this.#now = Math.max(this.#now, next.wakeAt);
        next.wake();
        goOn();
      };
      goOn();
    });
  }

  #insert(sleeper: Sleeper): void {
    this.#put(sleeper, this.#heap.length);
    this.#rise(sleeper);
  }

  #remove(sleeper: Sleeper): void {
    const { place } = sleeper;
    if (place < 0) return;
    sleeper.place = -1;
    const last = this.#heap.pop();
    if (last === undefined || last === sleeper) return;
    this.#put(last, place);
    this.#rise(last);
    this.#sink(last);
  }

  #rise(sleeper: Sleeper): void {
    while (sleeper.place > 0) {
      const parent = this.#heap[(sleeper.place - 1) >> 1];
      if (parent === undefined || !isBefore(sleeper, parent)) return;
      this.#swap(sleeper, parent);
    }
  }

  #sink(sleeper: Sleeper): void {
    for (;;) {
      const left = this.#heap[2 * sleeper.place + 1];
      const right = this.#heap[2 * sleeper.place + 2];
      const child =
        right !== undefined && left !== undefined && isBefore(right, left) ? right : left;
      if (child === undefined || !isBefore(child, sleeper)) return;
      this.#swap(child, sleeper);
    }
  }

  #swap(left: Sleeper, right: Sleeper): void {
    const { place } = left;
    this.#put(left, right.place);
    this.#put(right, place);
  }

  #put(sleeper: Sleeper, place: number): void {
    this.#heap[place] = sleeper;
    sleeper.place = place;
  }
}

const isBefore = (left: Sleeper, right: Sleeper): boolean =>
  left.wakeAt < right.wakeAt || (left.wakeAt === right.wakeAt && left.arrival < right.arrival);
