import type { Router } from '@understudy/core';
import type { Clock } from '@understudy/core/provider';

import type { Store } from '../store/open-store.ts';
import type { BookedAttempts } from './booked-attempts.ts';
import { Caretaker } from './caretaker.ts';
import type { DrainReport } from './drain-report.ts';
import { HeldJobs } from './held-jobs.ts';
import type { RunEnd, RunParts } from './job-run.ts';
import { Lane } from './lane.ts';
import { keepRunning } from './keep-running.ts';
import { StoreWatch } from './store-watch.ts';
import { Wakeup } from './wakeup.ts';
import type { EmitWorkerEvent } from './worker-events.ts';
import type { WorkerLoad } from './worker-load.ts';

export interface WorkerInit {
  readonly workerId: string;
  readonly store: Store;
  readonly router: Router;
  readonly clock: Clock;
  readonly emit: EmitWorkerEvent;
  readonly booked: BookedAttempts;
  readonly lanes: number;
  /** Of each lane. */
  readonly slots: number;
  readonly solveMs: number;
  readonly mayBuyAgain: boolean;
}

/** The longest that handing back may take, once a drain has run out of time. */
const handBackMs = 5_000;

/** Claims jobs and has them solved, in lanes that are started again when they break. */
export class Worker {
  readonly #init: WorkerInit;
  readonly #held: HeldJobs;
  readonly #lanes: readonly Lane[];
  readonly #wakeup = new Wakeup();
  readonly #stopping = new AbortController();
  readonly #ended = new AbortController();
  readonly #abandoned = new AbortController();
  readonly #ends = { solved: 0, failed: 0, 'handed-back': 0, lost: 0 } satisfies Record<
    RunEnd,
    number
  >;
  #work: Promise<unknown> = Promise.resolve();
  #unlisten: (() => Promise<void>) | undefined;
  #drained: Promise<DrainReport> | undefined;

  constructor(init: WorkerInit) {
    this.#init = init;
    const { store, router, clock, emit, booked, solveMs, mayBuyAgain } = init;
    const watch = new StoreWatch({ clock, emit });
    this.#held = new HeldJobs({ store, clock, watch });
    const run: RunParts = {
      ...{ store, router, clock, emit, booked, solveMs, mayBuyAgain, watch },
      abandoned: this.#abandoned.signal,
    };
    this.#lanes = Array.from(
      { length: init.lanes },
      () =>
        new Lane({
          ...{ workerId: init.workerId, slots: init.slots, store, clock, watch, run },
          held: this.#held,
          wakeup: this.#wakeup,
          stopping: this.#stopping.signal,
          onEnd: (end) => void (this.#ends[end] += 1),
        }),
    );
  }

  get load(): WorkerLoad {
    const { solved, failed, lost } = this.#ends;
    const slots = this.#init.lanes * this.#init.slots;
    return {
      slots,
      busy: this.#held.size,
      jobsDone: solved + failed + lost + this.#ends['handed-back'],
    };
  }

  /** Whether a purchase may still be sent; see {@link guardedProvider}. */
  maySend(attemptId: string): boolean {
    const jobId = this.#init.booked.jobOf(attemptId);
    return jobId !== undefined && this.#held.isAlive(jobId);
  }

  async start(): Promise<void> {
    const { store, clock, emit, workerId } = this.#init;
    this.#unlisten = await store.notices.onReady(() => this.#wakeup.wake());
    const caretaker = new Caretaker({
      store,
      clock,
      emit,
      workerId,
      load: () => this.load,
      state: () => (this.#stopping.signal.aborted ? 'draining' : 'working'),
    });
    this.#work = Promise.all([
      ...this.#lanes.map(async (lane, index) =>
        keepRunning({
          run: async () => lane.claimAll(),
          clock,
          signal: this.#stopping.signal,
          onBroken: (message) => emit({ type: 'lane-restarted', lane: index, message }),
        }),
      ),
      this.#held.keepAlive(this.#ended.signal),
      caretaker.care(this.#ended.signal),
    ]);
  }

  /**
   * Claims nothing more, lets the jobs that it has go on for `drainMs`, then gives them back. Resolves within 5 s more;
   * what the database could not be told by then comes back when its lease has passed.
   */
  async drain(drainMs: number): Promise<DrainReport> {
    this.#drained ??= this.#drain(drainMs);
    return await this.#drained;
  }

  async #drain(drainMs: number): Promise<DrainReport> {
    const before = { ...this.#ends };
    this.#stopping.abort();
    const idle = Promise.all(this.#lanes.map(async (lane) => lane.idle()));
    const { clock, booked, emit } = this.#init;
    await Promise.race([idle, this.#bound(drainMs)]);
    for (const run of this.#held.runs) run.stop();
    await Promise.race([idle, this.#bound(handBackMs)]);
    this.#abandoned.abort();
    await idle;
    await Promise.race([booked.settled(), clock.sleep(handBackMs, { keepAlive: false })]);
    this.#ended.abort();
    await Promise.all([this.#work, this.#unlisten?.().catch(() => undefined)]);
    const handedBack = this.#ends['handed-back'] - before['handed-back'];
    const finished = this.#ends.solved + this.#ends.failed - before.solved - before.failed;
    emit({ type: 'drained', finished, handedBack });
    return { finished, handedBack };
  }

  async #bound(ms: number): Promise<void> {
    await this.#init.clock.sleep(ms, { signal: this.#ended.signal }).catch(() => undefined);
  }
}
