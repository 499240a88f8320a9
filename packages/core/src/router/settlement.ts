import type { Clock } from '../provider/clock.ts';

export interface SettlementOptions {
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly signal: AbortSignal | undefined;
  onDeadline(): void;
  onAbort(reason: unknown): void;
}

/** A promise that settles once: by an answer, by an error, at its deadline, or when its caller aborts. */
export class Settlement<T> {
  readonly #outcome = Promise.withResolvers<T>();
  readonly #settled = new AbortController();

  constructor({ clock, deadlineMs, signal, onDeadline, onAbort }: SettlementOptions) {
    const abort = (): void => onAbort(signal?.reason);
    const { signal: settled } = this.#settled;
    signal?.addEventListener('abort', abort, { once: true, signal: settled });
    void clock.sleep(deadlineMs, { signal: settled }).then(onDeadline, () => undefined);
  }

  get promise(): Promise<T> {
    return this.#outcome.promise;
  }

  get isSettled(): boolean {
    return this.#settled.signal.aborted;
  }

  resolve(value: T): void {
    this.#outcome.resolve(value);
    this.#settled.abort('settled');
  }

  reject(error: unknown): void {
    this.#outcome.reject(error);
    this.#settled.abort('settled');
  }
}
