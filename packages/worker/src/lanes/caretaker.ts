import { hostname } from 'node:os';

import type { Clock } from '@understudy/core/provider';

import type { Store } from '../store/open-store.ts';
import type { WorkerRow } from '../store/worker-rows.ts';
import type { EmitWorkerEvent } from './worker-events.ts';
import type { WorkerLoad } from './worker-load.ts';

interface CaretakerInit {
  readonly store: Store;
  readonly clock: Clock;
  readonly emit: EmitWorkerEvent;
  readonly workerId: string;
  load(): WorkerLoad;
  state(): WorkerRow['state'];
}

const everyMs = 1_000;
const showEvery = 2;
const tidyEvery = 60;

/** Looks after what belongs to no job: gives back what dead workers held, shows the worker, throws old rows away. */
export class Caretaker {
  readonly #init: CaretakerInit;

  constructor(init: CaretakerInit) {
    this.#init = init;
  }

  /** Goes on until it is told to stop. A database that is away is asked again. */
  async care(signal: AbortSignal): Promise<void> {
    const { clock, store, workerId } = this.#init;
    for (let round = 0; !signal.aborted; round += 1) {
      await this.#look(round).catch(() => undefined);
      await clock.sleep(everyMs, { signal, keepAlive: false }).catch(() => undefined);
    }
    await store.workers.remove(workerId).catch(() => undefined);
  }

  async #look(round: number): Promise<void> {
    const { store, emit, workerId, load, state } = this.#init;
    const count = await store.claims.sweep();
    if (count > 0) {
      emit({ type: 'leases-swept', count });
      store.rows.announceReady();
    }
    if (round % showEvery === 0) {
      const row = {
        workerId,
        host: hostname(),
        pid: process.pid,
        state: state(),
        ...load(),
      };
      await store.workers.show(row);
    }
    if (round % tidyEvery === tidyEvery - 1) await store.upkeep.tidy();
  }
}
