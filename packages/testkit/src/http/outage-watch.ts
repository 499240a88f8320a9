import type { Clock } from '@understudy/core/provider';

import type { ListenerOutlook } from '../faults/listener-state.ts';

interface OutageWatchInit {
  readonly clock: Clock;
  readonly outlook: () => ListenerOutlook;
  /** Milliseconds since the fake started. */
  readonly elapsed: () => number;
  readonly onOutlook: (outlook: ListenerOutlook) => void;
}

/** Looks at what the rules ask of the listener, now and whenever a window opens or closes. */
export class OutageWatch {
  readonly #init: OutageWatchInit;
  #waiting = new AbortController();
  #isStopped = false;

  constructor(init: OutageWatchInit) {
    this.#init = init;
  }

  /** To be called at the start, and again when the rules have changed. */
  look(): void {
    if (this.#isStopped) return;
    this.#waiting.abort();
    this.#waiting = new AbortController();
    const { clock, outlook, elapsed, onOutlook } = this.#init;
    const current = outlook();
    onOutlook(current);
    if (current.nextChangeAt === undefined) return;
    const { signal } = this.#waiting;
    clock.sleep(current.nextChangeAt - elapsed(), { signal, keepAlive: false }).then(
      () => this.look(),
      () => undefined,
    );
  }

  stop(): void {
    this.#isStopped = true;
    this.#waiting.abort();
  }
}
