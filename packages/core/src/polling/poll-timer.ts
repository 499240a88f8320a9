import type { Clock } from '../provider/clock.ts';
import { over } from '../seams/over.ts';

/** The one timer of a poller. It keeps a script alive only when it is told to. */
export class PollTimer {
  readonly #clock: Clock;
  readonly #ring: () => void;
  #set:
    | { readonly at: number; readonly keepsAlive: boolean; readonly cancel: AbortController }
    | undefined;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /** Rings at an instant of the monotonic clock instead of when it would have rung. */
  set(at: number, keepsAlive: boolean): void {
    if (this.#set?.at === at && this.#set.keepsAlive === keepsAlive) return;
    this.clear();
    const timer = { at, keepsAlive, cancel: new AbortController() };
    this.#set = timer;
    const options = { signal: timer.cancel.signal, keepAlive: keepsAlive };
    void this.#clock.sleep(at - this.#clock.now(), options).then(
      () => {
        if (this.#set === timer) this.#set = undefined;
        this.#ring();
      },
      () => undefined,
    );
  }

  clear(): void {
    this.#set?.cancel.abort(over);
    this.#set = undefined;
  }
}
