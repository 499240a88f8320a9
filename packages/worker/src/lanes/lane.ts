import type { Clock } from '@understudy/core/provider';

import type { Claim } from '../store/claim.ts';
import type { Store } from '../store/open-store.ts';
import type { HeldJobs } from './held-jobs.ts';
import { JobRun, type RunEnd, type RunParts } from './job-run.ts';
import type { StoreWatch } from './store-watch.ts';
import type { Wakeup } from './wakeup.ts';

export interface LaneInit {
  readonly workerId: string;
  readonly slots: number;
  readonly store: Store;
  readonly clock: Clock;
  readonly watch: StoreWatch;
  readonly held: HeldJobs;
  readonly wakeup: Wakeup;
  readonly run: RunParts;
  /** Aborted when nothing more may be claimed. */
  readonly stopping: AbortSignal;
  readonly onEnd: (end: RunEnd) => void;
}

/** A claim costs about the same for one job as for several; more at once would starve the other workers. */
const mostAtOnce = 20;
/** Notices can be missed. */
const lookEveryMs = 1_000;

/** Claims jobs while it has room, and runs them side by side. */
export class Lane {
  readonly #init: LaneInit;
  readonly #running = new Set<Promise<void>>();

  constructor(init: LaneInit) {
    this.#init = init;
  }

  /** Claims until it is told to stop. Rejects for what no database can be blamed for. */
  async claimAll(): Promise<void> {
    const { stopping, slots, clock, wakeup } = this.#init;
    while (!stopping.aborted) {
      const room = slots - this.#running.size;
      if (room <= 0) {
        await Promise.race(this.#running);
        continue;
      }
      const next = wakeup.next();
      const claimedAt = clock.now();
      const wanted = Math.min(room, mostAtOnce);
      const claims = await this.#claim(wanted);
      for (const claim of claims) this.#start(claim, claimedAt);
      // Fewer than could be had: the queue is empty.
      if (claims.length < wanted) await this.#rest(next);
    }
  }

  /** Resolves when no job is left. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #claim(count: number): Promise<readonly Claim[]> {
    const { store, watch, stopping } = this.#init;
    try {
      return await watch.untilAnswered(
        async () => store.claims.take(count, this.#init.workerId),
        stopping,
      );
    } catch (error) {
      if (stopping.aborted) return [];
      throw error;
    }
  }

  #start(claim: Claim, claimedAt: number): void {
    const { held, run: parts, onEnd, stopping } = this.#init;
    const run = new JobRun(claim, parts);
    held.add(run, claimedAt);
    const running = run.run().then((end) => {
      held.remove(run);
      this.#running.delete(running);
      onEnd(end);
    });
    this.#running.add(running);
    // Claimed while the order to stop was on its way.
    if (stopping.aborted) run.stop();
  }

  async #rest(next: Promise<void>): Promise<void> {
    const { clock, stopping } = this.#init;
    const woken = new AbortController();
    const signal = AbortSignal.any([woken.signal, stopping]);
    const sleep = clock.sleep(lookEveryMs, { signal, keepAlive: false }).catch(() => undefined);
    await Promise.race([next, sleep]);
    woken.abort();
  }
}
