import type { Clock } from '@understudy/core/provider';

import type { WorkerProcess, WorkerProcessListener } from '../worker-process.ts';
import type { FakeQueue } from './fake-queue.ts';

const readyAfterMs = 400;
const heartbeatMs = 1_000;
const jobMs = 700;
const slots = 3;

/** A worker process on a virtual clock that works for a queue, as real ones do. */
export class WorkingProcess implements WorkerProcess {
  readonly workerId: string;
  readonly pid = undefined;
  readonly #clock: Clock;
  readonly #queue: FakeQueue;
  readonly #life = new AbortController();
  #listener: WorkerProcessListener | undefined;
  #isDraining = false;
  #busy = 0;
  #jobsDone = 0;

  constructor(init: {
    readonly workerId: string;
    readonly clock: Clock;
    readonly queue: FakeQueue;
  }) {
    this.workerId = init.workerId;
    this.#clock = init.clock;
    this.#queue = init.queue;
    this.#queue.noteBorn(this.workerId);
    void this.#live();
  }

  get isAlive(): boolean {
    return !this.#life.signal.aborted;
  }

  on(listener: WorkerProcessListener): void {
    this.#listener = listener;
  }

  send(): void {
    this.#isDraining = true;
  }

  kill(): void {
    this.#end({ code: null, signal: 'SIGKILL' });
  }

  #end(exit: { readonly code: number | null; readonly signal: string | null }): void {
    if (!this.isAlive) return;
    this.#life.abort();
    this.#queue.noteDead(this.workerId);
    this.#listener?.onExit(exit);
  }

  async #live(): Promise<void> {
    await this.#sleep(readyAfterMs);
    if (!this.isAlive) return;
    this.#listener?.onMessage({ kind: 'ready' });
    void this.#beat();
    await Promise.all(Array.from({ length: slots }, () => this.#work()));
    this.#end({ code: 0, signal: null });
  }

  async #beat(): Promise<void> {
    while (this.isAlive) {
      const load = { slots, busy: this.#busy, jobsDone: this.#jobsDone };
      this.#listener?.onMessage({ kind: 'heartbeat', ...load });
      await this.#sleep(heartbeatMs);
    }
  }

  async #work(): Promise<void> {
    while (this.isAlive && !this.#isDraining) {
      const job = this.#queue.claim(this.workerId);
      this.#busy += 1;
      await this.#sleep(jobMs);
      this.#busy -= 1;
      if (job === undefined || !this.isAlive) continue;
      this.#queue.end(job, this.workerId);
      this.#jobsDone += 1;
    }
  }

  async #sleep(ms: number): Promise<void> {
    await this.#clock.sleep(ms, { signal: this.#life.signal }).catch(() => undefined);
  }
}
