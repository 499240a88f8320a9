import type { Clock } from '../provider/clock.ts';
import { afterLastWords, type Bounded, settled } from '../seams/within.ts';
import { PollTimer } from './poll-timer.ts';

interface OpenCall {
  readonly endsAt: number;
  /** Nobody waits for the call any more. */
  end(): void;
}

/** Bounds calls as `within` does, all by the same time: one timer serves thousands of them. */
export class BoundedCalls {
  readonly limitMs: number;
  readonly #clock: Clock;
  readonly #timer: PollTimer;
  /** In the order in which their time is up. */
  readonly #open = new Set<OpenCall>();
  #isTimed = false;
  #isStopped = false;

  constructor({ clock, limitMs }: { readonly clock: Clock; readonly limitMs: number }) {
    this.#clock = clock;
    this.limitMs = limitMs;
    this.#timer = new PollTimer(clock, () => this.#endOverdue());
  }

  /** Never rejects. The signal that the call is handed aborts as soon as nobody waits any more. */
  async run<T>(call: (signal: AbortSignal) => Promise<T>): Promise<Bounded<T>> {
    if (this.#isStopped) return { kind: 'overrun' };
    const { promise, resolve } = Promise.withResolvers<Bounded<T>>();
    const overrun = new AbortController();
    const open: OpenCall = {
      endsAt: this.#clock.now() + this.limitMs,
      end: () => {
        overrun.abort(new DOMException('The call took too long', 'TimeoutError'));
        void afterLastWords<Bounded<T>>({ kind: 'overrun' }).then(resolve);
      },
    };
    this.#open.add(open);
    this.#arm();
    void settled(call, overrun.signal).then((outcome) => {
      if (this.#open.delete(open) && this.#open.size === 0) this.#disarm();
      // Whoever rejects with the reason of its signal, as `fetch` does, has nothing of its own to say.
      const isEcho = outcome.kind === 'error' && outcome.error === overrun.signal.reason;
      resolve(isEcho && overrun.signal.aborted ? { kind: 'overrun' } : outcome);
    });
    return promise;
  }

  /** Ends every call, and those to come. */
  stop(): void {
    this.#isStopped = true;
    this.#disarm();
    this.#endUntil(Infinity);
  }

  #arm(): void {
    const [first] = this.#open;
    // A timer that rings for a call that is over finds the next one.
    if (this.#isTimed || first === undefined) return;
    this.#isTimed = true;
    this.#timer.set(first.endsAt, true);
  }

  #disarm(): void {
    this.#isTimed = false;
    this.#timer.clear();
  }

  #endOverdue(): void {
    this.#isTimed = false;
    this.#endUntil(this.#clock.now());
    this.#arm();
  }

  #endUntil(now: number): void {
    for (const call of this.#open) {
      if (call.endsAt > now) return;
      this.#open.delete(call);
      call.end();
    }
  }
}
