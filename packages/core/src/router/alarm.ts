import type { Clock } from '../provider/clock.ts';

/** One timer that is set anew each time, and keeps a script alive while somebody waits for it. */
export class Alarm {
  readonly #clock: Clock;
  #cancel = new AbortController();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Rings at an instant of the monotonic clock, unless it is set or cleared before. */
  set(at: number, ring: () => void): void {
    this.clear();
    const cancel = new AbortController();
    this.#cancel = cancel;
    void this.#clock
      .sleep(at - this.#clock.now(), { signal: cancel.signal })
      .then(ring, () => undefined);
  }

  clear(): void {
    // A reason of our own: the usual one would come with a stack trace each time.
    this.#cancel.abort('cleared');
  }
}
