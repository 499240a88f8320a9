import type { Clock } from '@understudy/core/provider';

import type { WorkerLoad } from '../../lanes/worker-load.ts';
import type { WorkerOrder } from '../worker-messages.ts';
import type { ProcessExit, WorkerProcess, WorkerProcessListener } from '../worker-process.ts';

/** What a fake process does by itself. */
export interface Behaviour {
  /** Never, when undefined. */
  readonly readyAfterMs?: number | undefined;
  readonly crashesAfterMs?: number | undefined;
  /** How long it works on after an order to drain. Never ends, when undefined. */
  readonly drainsForMs?: number | undefined;
  readonly heartbeatMs?: number | undefined;
  /** Whether even SIGKILL shows no effect. */
  readonly isUnkillable?: boolean | undefined;
}

export const healthy: Behaviour = { readyAfterMs: 300, drainsForMs: 200 };

/** A worker process on a virtual clock. Its exit is seen at once. */
export class FakeProcess implements WorkerProcess {
  readonly workerId: string;
  readonly pid = 4_711;
  readonly orders: WorkerOrder[] = [];
  load: WorkerLoad = { slots: 10, busy: 0, jobsDone: 0 };
  isKilled = false;
  exit: ProcessExit | undefined;
  readonly #clock: Clock;
  readonly #behaviour: Behaviour;
  readonly #life = new AbortController();
  readonly #beats = new AbortController();
  #listener: WorkerProcessListener | undefined;

  constructor(init: {
    readonly workerId: string;
    readonly clock: Clock;
    readonly behaviour: Behaviour;
  }) {
    this.workerId = init.workerId;
    this.#clock = init.clock;
    this.#behaviour = init.behaviour;
    void this.#live();
    void this.#crashLater();
  }

  on(listener: WorkerProcessListener): void {
    this.#listener = listener;
  }

  send(order: WorkerOrder): void {
    this.orders.push(order);
    void this.#drain();
  }

  kill(): void {
    this.isKilled = true;
    if (this.#behaviour.isUnkillable !== true) this.end({ code: null, signal: 'SIGKILL' });
  }

  /** Shows no sign of life any more, as with a blocked event loop. */
  stall(): void {
    this.#beats.abort();
  }

  crash(): void {
    this.end({ code: 1, signal: null });
  }

  say(message: unknown): void {
    this.#listener?.onMessage(message);
  }

  end(exit: ProcessExit): void {
    if (this.exit !== undefined) return;
    this.exit = exit;
    this.#beats.abort();
    this.#life.abort();
    this.#listener?.onExit(exit);
  }

  async #live(): Promise<void> {
    const { readyAfterMs, heartbeatMs = 1_000 } = this.#behaviour;
    if (readyAfterMs === undefined) return;
    const { signal } = this.#beats;
    await this.#sleep(readyAfterMs, signal);
    if (!signal.aborted) this.say({ kind: 'ready' });
    while (!signal.aborted) {
      this.say({ kind: 'heartbeat', ...this.load });
      await this.#sleep(heartbeatMs, signal);
    }
  }

  async #crashLater(): Promise<void> {
    const { crashesAfterMs } = this.#behaviour;
    if (crashesAfterMs === undefined) return;
    await this.#sleep(crashesAfterMs, this.#life.signal);
    this.crash();
  }

  async #drain(): Promise<void> {
    const { drainsForMs } = this.#behaviour;
    if (drainsForMs === undefined || this.#beats.signal.aborted) return;
    await this.#sleep(drainsForMs, this.#life.signal);
    this.end({ code: 0, signal: null });
  }

  async #sleep(ms: number, signal: AbortSignal): Promise<void> {
    await this.#clock.sleep(ms, { signal }).catch(() => undefined);
  }
}
