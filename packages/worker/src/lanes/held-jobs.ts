import type { Clock } from '@understudy/core/provider';

import type { Store } from '../store/open-store.ts';
import { leaseSeconds } from '../store/tables.ts';
import type { JobRun } from './job-run.ts';
import type { StoreWatch } from './store-watch.ts';

interface HeldInit {
  readonly store: Store;
  readonly clock: Clock;
  readonly watch: StoreWatch;
}

const leaseMs = leaseSeconds * 1_000;
/** Three signs of life in a lease: two may be lost. */
const touchEveryMs = leaseMs / 3;

interface Held {
  readonly run: JobRun;
  /** When the lease was certainly alive: before the statement that made it so was sent. */
  aliveAt: number;
}

/** The jobs that a worker holds, kept alive together by one statement. */
export class HeldJobs {
  readonly #init: HeldInit;
  readonly #held = new Map<string, Held>();

  constructor(init: HeldInit) {
    this.#init = init;
  }

  get size(): number {
    return this.#held.size;
  }

  get runs(): readonly JobRun[] {
    return Array.from(this.#held.values(), ({ run }) => run);
  }

  /** @param claimedAt before the claim was sent. */
  add(run: JobRun, claimedAt: number): void {
    this.#held.set(run.claim.jobId, { run, aliveAt: claimedAt });
  }

  remove(run: JobRun): void {
    if (this.#held.get(run.claim.jobId)?.run === run) this.#held.delete(run.claim.jobId);
  }

  /** Whether the lease of a job cannot have passed; if it may have, its run is told that it is lost. */
  isAlive(jobId: string): boolean {
    const held = this.#held.get(jobId);
    if (held === undefined) return false;
    if (this.#init.clock.now() - held.aliveAt < leaseMs) return true;
    held.run.loseLease();
    return false;
  }

  /** Renews the leases until it is told to stop. */
  async keepAlive(signal: AbortSignal): Promise<void> {
    const { clock } = this.#init;
    while (!signal.aborted) {
      await clock.sleep(touchEveryMs, { signal, keepAlive: false }).catch(() => undefined);
      if (!signal.aborted) await this.touch();
    }
  }

  /** Renews the leases now; tells the runs whose jobs are another worker's. */
  async touch(): Promise<void> {
    const { store, clock, watch } = this.#init;
    const held = [...this.#held.values()];
    if (held.length === 0) return;
    const sentAt = clock.now();
    try {
      const alive = await store.claims.touch(held.map(({ run }) => run.claim));
      watch.answered();
      for (const one of held) {
        if (alive.has(one.run.claim.jobId)) one.aliveAt = sentAt;
        else if (this.#held.get(one.run.claim.jobId) === one) one.run.loseLease();
      }
    } catch (error) {
      // The leases may outlive the database's absence: it is asked again.
      watch.failed(error);
    }
  }
}
