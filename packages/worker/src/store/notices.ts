import type { JobProgress } from '../jobs/job.ts';
import type { Database } from './database.ts';
import { channels } from './tables.ts';

/** Hears that jobs have ended. */
export interface EndListener {
  /** @param progress how it ended, where this process knows. */
  onEnded(jobId: string, progress?: JobProgress): void;
  /** Some may have been missed. */
  onGap(): void;
}

type Unlisten = () => Promise<void>;

/**
 * Tells who listens, here and in other processes, that something has happened. Best effort: whoever listens also looks
 * by itself.
 */
export class Notices {
  readonly #database: Database;
  /** Tells our own notices from those of others when they come back. */
  readonly #sender: string;
  readonly #onReady = new Set<() => void>();
  readonly #onEnded = new Set<EndListener>();
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(database: Database, sender: string) {
    this.#database = database;
    this.#sender = sender;
  }

  /** A job can be claimed. */
  tellReady(): void {
    for (const wake of this.#onReady) wake();
    this.#send(channels.ready, this.#sender);
  }

  /** A job has ended. */
  tellEnded(jobId: string, progress: JobProgress): void {
    for (const { onEnded } of this.#onEnded) onEnded(jobId, progress);
    this.#send(channels.ended, jobId);
  }

  async onReady(wake: () => void): Promise<Unlisten> {
    this.#onReady.add(wake);
    const unlisten = await this.#listen(channels.ready, {
      onNotice: (sender) => {
        if (sender !== this.#sender) wake();
      },
      onGap: wake,
    });
    return async () => {
      this.#onReady.delete(wake);
      await unlisten();
    };
  }

  async onEnded(listener: EndListener): Promise<Unlisten> {
    this.#onEnded.add(listener);
    const unlisten = await this.#listen(channels.ended, {
      onNotice: (jobId) => listener.onEnded(jobId),
      onGap: () => listener.onGap(),
    });
    return async () => {
      this.#onEnded.delete(listener);
      await unlisten();
    };
  }

  /** Resolves when every notice so far is on its way. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /** An embedded database has no process but this one. */
  get #isAlone(): boolean {
    return this.#database.engine === 'pglite';
  }

  async #listen(...given: Parameters<Database['listen']>): Promise<Unlisten> {
    return this.#isAlone ? async () => undefined : await this.#database.listen(...given);
  }

  #send(channel: string, payload: string): void {
    if (this.#isAlone) return;
    const sent = this.#database
      .query('SELECT pg_notify($1, $2)', [channel, payload])
      .catch(() => undefined)
      .finally(() => this.#underWay.delete(sent));
    this.#underWay.add(sent);
  }
}
