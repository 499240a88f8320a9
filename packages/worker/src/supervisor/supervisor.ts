import type { Clock, Random } from '@understudy/core/provider';

import { WorkerClosedError } from '../errors/worker-errors.ts';
import { CrashLoopError } from './crash-loop-error.ts';
import type { QueueLoad } from './desired-workers.ts';
import type { GiveBackOf } from './give-back-jobs.ts';
import { Places } from './places.ts';
import { RollFailedError } from './roll-failed-error.ts';
import { scalePlaces } from './scale-places.ts';
import type { SupervisorEvent, Tell } from './supervisor-event.ts';
import {
  type CheckedSupervisorOptions,
  checkSupervisorOptions,
  type SupervisorOptions,
} from './supervisor-options.ts';
import { tellOf } from './tell-of.ts';
import { Turns } from './turns.ts';
import { workerIds } from './worker-ids.ts';
import { WorkerPlace } from './worker-place.ts';
import type { ProcessExit, StartProcess } from './worker-process.ts';
import type { WorkerStatus } from './worker-status.ts';

export interface SupervisorInit {
  readonly startProcess: StartProcess;
  readonly clock: Clock;
  readonly random: Random;
  readonly options: SupervisorOptions;
  /** What it throws changes nothing. */
  onEvent(event: SupervisorEvent): void;
  readonly giveBackOf: GiveBackOf;
  queueLoad(): Promise<QueueLoad>;
}

/** How it all ended. */
export type SupervisorEnd =
  | { readonly kind: 'drained' }
  | { readonly kind: 'gave-up'; readonly error: CrashLoopError };

/** Keeps workers running, each in a process of its own: replaces those that crash or stall, and gives back their jobs. */
export class Supervisor {
  readonly #init: SupervisorInit;
  readonly #options: CheckedSupervisorOptions;
  readonly #tell: Tell;
  readonly #places: Places;
  readonly #turns = new Turns();
  readonly #closing = new AbortController();
  readonly #emptied = new AbortController();
  readonly #healthy = Promise.withResolvers<void>();
  readonly #end = Promise.withResolvers<SupervisorEnd>();
  #loops: Promise<unknown> | undefined;
  #rolling: Promise<void> | undefined;
  #draining: Promise<void> | undefined;
  #givenUp: CrashLoopError | undefined;
  #wasHealthy = false;

  /** @throws {OptionsInvalidError} that names the option. */
  constructor(init: SupervisorInit) {
    this.#init = init;
    this.#options = checkSupervisorOptions(init.options);
    this.#tell = tellOf(init);
    const nextId = workerIds(init.random);
    this.#places = new Places(
      () =>
        new WorkerPlace({
          startProcess: () => init.startProcess(nextId()),
          clock: init.clock,
          random: init.random,
          options: this.#options,
          giveBackOf: init.giveBackOf,
          tell: this.#tell,
          onChange: () => this.#noteHealth(),
          onCrashLoop: (loop) => this.#noteLoop(loop),
        }),
    );
    // Whoever starts hears of it; nobody has to.
    this.#healthy.promise.catch(() => undefined);
  }

  get workers(): readonly WorkerStatus[] {
    return this.#places.statuses;
  }

  /** Whether as many workers as are needed are ready. */
  get isHealthy(): boolean {
    return this.#givenUp === undefined && this.#places.ready >= this.#options.minHealthyWorkers;
  }

  /** Resolves when no worker is left: after a drain, or after a crash loop was given up. Never rejects. */
  get ended(): Promise<SupervisorEnd> {
    return this.#end.promise;
  }

  /**
   * Resolves when it is healthy for the first time.
   * @throws {CrashLoopError} when that is given up.
   * @throws {WorkerClosedError} when it is drained before.
   */
  async start(): Promise<void> {
    if (this.#closing.signal.aborted) throw new WorkerClosedError();
    this.#loops ??= this.#run();
    await this.#healthy.promise;
  }

  /** Lets every worker finish or hand back what it holds; whoever is not done by then is killed. Never rejects. */
  async drain(): Promise<void> {
    this.#draining ??= this.#drain();
    await this.#draining;
  }

  /**
   * Replaces every worker by a new one, one at a time, each old one only when its successor is ready. Whoever asks
   * meanwhile waits for the same.
   * @throws {RollFailedError} when a successor does not become ready: the old workers go on.
   * @throws {WorkerClosedError} when it is drained meanwhile, or was before.
   */
  async roll(): Promise<void> {
    if (this.#closing.signal.aborted) throw new WorkerClosedError();
    this.#rolling ??= this.#turns
      .take(() => this.#roll())
      .finally(() => (this.#rolling = undefined));
    await this.#rolling;
  }

  async #run(): Promise<void> {
    for (let count = 0; count < this.#options.minWorkers; count += 1) this.#places.add();
    const scaleInit = {
      places: this.#places,
      clock: this.#init.clock,
      options: this.#options,
      tell: this.#tell,
      queueLoad: () => this.#init.queueLoad(),
      isFree: () => this.#turns.isFree && !this.#closing.signal.aborted,
    };
    await Promise.all([this.#watch(), scalePlaces(scaleInit, this.#closing.signal)]);
  }

  /** Looks after the workers until none is left, however long they take to end. */
  async #watch(): Promise<void> {
    const { clock } = this.#init;
    const { signal } = this.#emptied;
    const { heartbeatMs } = this.#options;
    while (!signal.aborted) {
      const dueAt = clock.now() + heartbeatMs / 2;
      await clock.sleep(heartbeatMs / 2, { signal }).catch(() => undefined);
      const lateMs = Math.max(0, clock.now() - dueAt);
      if (lateMs >= heartbeatMs) this.#tell({ type: 'supervisor-delayed', lateMs });
      this.#places.check(lateMs);
      this.#recycle();
    }
  }

  /** Replaces a worker that has ended as many jobs as one should. */
  #recycle(): void {
    const { jobsPerWorker = Infinity } = this.#options;
    if (!this.#turns.isFree || this.#closing.signal.aborted) return;
    for (const place of this.#places.staying) {
      const { workerId, load } = place.worker?.status ?? {};
      if (!place.isReady || workerId === undefined || load === undefined) continue;
      if (load.jobsDone < jobsPerWorker) continue;
      this.#tell({ type: 'worker-recycling', workerId, jobsDone: load.jobsDone });
      void this.#turns.take(() => this.#places.replace(place));
      return;
    }
  }

  async #roll(): Promise<void> {
    if (this.#closing.signal.aborted) throw new WorkerClosedError();
    const old = this.#places.staying;
    this.#tell({ type: 'roll-started', workers: old.length });
    for (const [rolled, place] of old.entries()) {
      const isReplaced = await this.#places.replace(place);
      if (this.#closing.signal.aborted) {
        this.#tell({ type: 'roll-ended', outcome: 'drained' });
        throw new WorkerClosedError();
      }
      if (!isReplaced) {
        this.#tell({ type: 'roll-ended', outcome: 'failed' });
        throw new RollFailedError({ rolled, workers: old.length });
      }
    }
    this.#tell({ type: 'roll-ended', outcome: 'rolled' });
  }

  async #drain(): Promise<void> {
    const { clock } = this.#init;
    const startedAt = clock.now();
    this.#closing.abort();
    this.#healthy.reject(this.#givenUp ?? new WorkerClosedError());
    this.#tell({ type: 'drain-started', workers: this.#places.statuses.length });
    await this.#places.retireAll();
    this.#emptied.abort();
    await this.#loops;
    this.#noteHealth();
    this.#tell({ type: 'drain-ended', durationMs: clock.now() - startedAt });
    const error = this.#givenUp;
    this.#end.resolve(error === undefined ? { kind: 'drained' } : { kind: 'gave-up', error });
  }

  #noteHealth(): void {
    const { isHealthy } = this;
    if (isHealthy) this.#healthy.resolve();
    if (isHealthy === this.#wasHealthy) return;
    this.#wasHealthy = isHealthy;
    this.#tell({ type: 'health-changed', isHealthy, ready: this.#places.ready });
  }

  /** One worker that cannot live is no reason to stop the others, as long as there are enough. */
  #noteLoop(loop: { readonly crashes: number; readonly exit: ProcessExit }): void {
    const isGivenUp = !this.isHealthy;
    this.#tell({ type: 'crash-loop', crashes: loop.crashes, isGivenUp });
    if (!isGivenUp || this.#closing.signal.aborted) return;
    this.#givenUp = new CrashLoopError(loop);
    this.#noteHealth();
    void this.drain();
  }
}
