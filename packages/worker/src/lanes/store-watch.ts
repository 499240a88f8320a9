import type { Clock } from '@understudy/core/provider';

import type { EmitWorkerEvent } from './worker-events.ts';

const pauseMs = 500;

interface WatchInit {
  readonly clock: Clock;
  readonly emit: EmitWorkerEvent;
}

/** Knows whether the database answers, and says so once each time that this changes. */
export class StoreWatch {
  readonly #init: WatchInit;
  #isReachable = true;

  constructor(init: WatchInit) {
    this.#init = init;
  }

  /** Tells of a statement that failed. */
  failed(error: unknown): void {
    if (!this.#isReachable) return;
    this.#isReachable = false;
    // The message of an engine may show a statement's values, which may be secrets; its code does not.
    const { code, name } = Object(error);
    this.#init.emit({ type: 'store-unreachable', message: String(code ?? name ?? 'unknown') });
  }

  answered(): void {
    if (this.#isReachable) return;
    this.#isReachable = true;
    this.#init.emit({ type: 'store-back' });
  }

  /** Does something until the database has answered. Rejects with the signal's reason. */
  async untilAnswered<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (;;) {
      signal.throwIfAborted();
      try {
        const result = await work();
        this.answered();
        return result;
      } catch (error) {
        this.failed(error);
        await this.#init.clock.sleep(pauseMs, { signal });
      }
    }
  }
}
