import type { Clock } from '@understudy/core/provider';

import type { Store } from '../store/open-store.ts';
import type { JobProgress } from './job.ts';

const lookEveryMs = 1_000;

/** @param progress how it ended, where this process knows. */
type OnEnded = (progress?: JobProgress) => void;

/** Tells who waits for a job that it has ended: by notices, and by looking, since notices can be missed. */
export class EndedJobs {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #waiting = new Map<string, Set<OnEnded>>();
  readonly #closing = new AbortController();
  #unlisten: Promise<() => Promise<void>> | undefined;
  #isLooking = false;

  constructor({ store, clock }: { readonly store: Store; readonly clock: Clock }) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Calls back once a job has ended. @returns what ends the waiting. */
  watch(jobId: string, onEnded: OnEnded): () => void {
    this.#unlisten ??= this.#listen();
    const watchers = this.#waiting.get(jobId) ?? new Set();
    this.#waiting.set(jobId, watchers.add(onEnded));
    if (!this.#isLooking) void this.#lookWhileWaiting();
    return () => {
      watchers.delete(onEnded);
      if (watchers.size === 0 && this.#waiting.get(jobId) === watchers) this.#waiting.delete(jobId);
    };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    const unlisten = await this.#unlisten?.catch(() => undefined);
    await unlisten?.().catch(() => undefined);
  }

  async #listen(): Promise<() => Promise<void>> {
    const listening = this.#store.notices.onEnded({
      onEnded: (jobId, progress) => this.#tell(jobId, progress),
      onGap: () => void this.#look().catch(() => undefined),
    });
    // Looking goes on without notices.
    listening.catch(() => undefined);
    return await listening;
  }

  async #lookWhileWaiting(): Promise<void> {
    this.#isLooking = true;
    const { signal } = this.#closing;
    while (this.#waiting.size > 0 && !signal.aborted) {
      await this.#clock.sleep(lookEveryMs, { signal, keepAlive: false }).catch(() => undefined);
      // A database that is away for a while is asked again.
      if (!signal.aborted) await this.#look().catch(() => undefined);
    }
    this.#isLooking = false;
  }

  async #look(): Promise<void> {
    const ended = await this.#store.rows.endedAmong([...this.#waiting.keys()]);
    for (const jobId of ended) this.#tell(jobId);
  }

  #tell(jobId: string, progress?: JobProgress): void {
    const watchers = this.#waiting.get(jobId);
    this.#waiting.delete(jobId);
    for (const onEnded of watchers ?? []) onEnded(progress);
  }
}
