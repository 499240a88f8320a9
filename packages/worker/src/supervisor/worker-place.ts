import type { Clock, Random } from '@understudy/core/provider';

import { type GiveBackOf, giveBackJobs } from './give-back-jobs.ts';
import { restartDelayMs } from './restart-delay.ts';
import { SupervisedWorker, type WorkerEnd } from './supervised-worker.ts';
import type { Tell } from './supervisor-event.ts';
import type { CheckedSupervisorOptions } from './supervisor-options.ts';
import type { ProcessExit, WorkerProcess } from './worker-process.ts';

export interface WorkerPlaceInit {
  startProcess(): WorkerProcess;
  readonly clock: Clock;
  readonly random: Random;
  readonly options: CheckedSupervisorOptions;
  readonly giveBackOf: GiveBackOf;
  readonly tell: Tell;
  onChange(): void;
  /** As many crashes in a row as make a loop, or more. */
  onCrashLoop(loop: { readonly crashes: number; readonly exit: ProcessExit }): void;
}

const couldNotStart: WorkerEnd = {
  exit: { code: null, signal: null },
  isSeen: true,
  isProven: false,
};

/** A place for one worker: whoever ends there without having been asked is succeeded by another. */
export class WorkerPlace {
  readonly #init: WorkerPlaceInit;
  readonly #retiring = new AbortController();
  readonly #ready = Promise.withResolvers<boolean>();
  #worker: SupervisedWorker | undefined;
  #crashes = 0;
  /** Resolves when the place is empty for good. Never rejects. */
  readonly ended: Promise<void>;

  constructor(init: WorkerPlaceInit) {
    this.#init = init;
    this.ended = this.#keepFilled();
  }

  get worker(): SupervisedWorker | undefined {
    return this.#worker;
  }

  get isReady(): boolean {
    return this.#worker?.isReady === true;
  }

  get isRetired(): boolean {
    return this.#retiring.signal.aborted;
  }

  /** True as soon as a worker here is ready; false when that is not to be expected any more. */
  get firstReady(): Promise<boolean> {
    return this.#ready.promise;
  }

  check(lateMs: number): void {
    this.#worker?.check(lateMs);
  }

  /** Lets the worker end, and nobody succeed it. */
  async retire(): Promise<void> {
    this.#retiring.abort();
    this.#ready.resolve(false);
    this.#worker?.drain(this.#init.options.drainMs);
    await this.ended;
  }

  async #keepFilled(): Promise<void> {
    // The constructor's caller first gets to know this place.
    await Promise.resolve();
    while (!this.isRetired) {
      const end = await this.#liveOnce();
      if (this.isRetired) break;
      this.#crashes = end.isProven ? 0 : this.#crashes + 1;
      this.#tellOfLoop(end.exit);
      if (this.isRetired) break;
      await this.#rest();
    }
  }

  async #liveOnce(): Promise<WorkerEnd> {
    const { startProcess, clock, options, tell, onChange, giveBackOf } = this.#init;
    let process: WorkerProcess;
    try {
      process = startProcess();
    } catch {
      return couldNotStart;
    }
    const { workerId } = process;
    this.#worker = new SupervisedWorker({
      process,
      clock,
      options,
      tell,
      onChange: () => {
        if (this.isReady) this.#ready.resolve(true);
        onChange();
      },
    });
    const end = await this.#worker.ended;
    this.#worker = undefined;
    onChange();
    // Whoever may still be alive keeps its jobs until their leases have passed: no job has two workers.
    if (end.isSeen) await giveBackJobs({ workerId, giveBackOf, clock, tell });
    return end;
  }

  #tellOfLoop(exit: ProcessExit): void {
    if (this.#crashes < this.#init.options.crashLoop.crashes) return;
    this.#ready.resolve(false);
    this.#init.onCrashLoop({ crashes: this.#crashes, exit });
  }

  async #rest(): Promise<void> {
    const { clock, random, options, tell } = this.#init;
    const delayMs = restartDelayMs(this.#crashes, { backoff: options.backoff, random });
    tell({ type: 'worker-restarting', delayMs, crashes: this.#crashes });
    await clock.sleep(delayMs, { signal: this.#retiring.signal }).catch(() => undefined);
  }
}
