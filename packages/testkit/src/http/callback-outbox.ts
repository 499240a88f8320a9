import type { Clock } from '@understudy/core/provider';
import { systemClock } from '@understudy/core/testing';

import type { DueCallback } from '../core/callback-desk.ts';
import { sendCallback } from './send-callback.ts';

/** Where callbacks come from; instants are milliseconds since the fake started. */
export interface CallbackSource {
  readonly elapsedMs: number;
  readonly nextCallbackAt: number | undefined;
  takeCallbacks(): readonly DueCallback[];
}

interface OutboxInit {
  readonly source: CallbackSource;
  readonly clock: Clock;
  /** What a receiver's time is counted on, which lives outside of the fake's. */
  readonly realClock?: Clock | undefined;
  readonly tries: number;
  readonly retryAfterMs: number;
}

interface Sending {
  readonly taskId: string;
  /** Resolves when the first try is over. */
  readonly firstTry: Promise<void>;
}

/** Sends callbacks when they are due. */
export class CallbackOutbox {
  readonly #init: OutboxInit;
  readonly #closing = new AbortController();
  readonly #underWay = new Map<Promise<void>, Sending>();
  #waiting = new AbortController();
  /** The instant of the callback that it waits for. */
  #awaitedAt: number | undefined;

  constructor(init: OutboxInit) {
    this.#init = init;
  }

  /** To be called whenever a callback may have been planned. */
  look(): void {
    if (this.#closing.signal.aborted) return;
    const { source, clock } = this.#init;
    for (const due of source.takeCallbacks()) {
      const firstTry = Promise.withResolvers<void>();
      const sending = this.#send(due, firstTry.resolve).finally(() => {
        firstTry.resolve();
        this.#underWay.delete(sending);
      });
      this.#underWay.set(sending, { taskId: due.taskId, firstTry: firstTry.promise });
    }
    const { nextCallbackAt } = source;
    // Most requests change nothing, and every abort makes an error with a stack.
    if (nextCallbackAt === this.#awaitedAt) return;
    this.#awaitedAt = nextCallbackAt;
    this.#waiting.abort();
    if (nextCallbackAt === undefined) return;
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    clock.sleep(nextCallbackAt - source.elapsedMs, { signal, keepAlive: false }).then(
      () => {
        this.#awaitedAt = undefined;
        this.look();
      },
      () => undefined,
    );
  }

  /** Resolves when the callbacks of a task have been tried once. */
  async triedFor(taskId: string): Promise<void> {
    const concerned = [...this.#underWay.values()].filter((sending) => sending.taskId === taskId);
    await Promise.all(concerned.map(async ({ firstTry }) => firstTry));
  }

  /** Sends nothing more, and ends what is under way. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#waiting.abort();
    await Promise.all(this.#underWay.keys());
  }

  async #send(due: DueCallback, onTried: () => void): Promise<void> {
    const { source, clock, realClock = systemClock } = this.#init;
    const { tries = this.#init.tries, retryAfterMs = this.#init.retryAfterMs } = due;
    const { signal } = this.#closing;
    for (let count = 1; !signal.aborted; count += 1) {
      due.sent(source.elapsedMs);
      const outcome = await sendCallback(due.request, { clock, realClock, signal });
      if (outcome === 'acknowledged') {
        due.acknowledged(source.elapsedMs);
        return;
      }
      due.failed(source.elapsedMs, outcome);
      onTried();
      if (count === tries) return;
      await clock.sleep(retryAfterMs, { signal, keepAlive: false }).catch(() => undefined);
    }
  }
}
