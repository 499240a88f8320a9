import type { ChannelListener, Database } from './database.ts';

/**
 * Tells who listens, here and in other processes, that something has happened. Best effort: whoever listens also looks
 * by itself.
 */
export class Notices {
  readonly #database: Database;
  readonly #here = new Map<string, Set<ChannelListener>>();
  readonly #under = new Set<Promise<unknown>>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Whoever listens in this process is told at once; nobody waits for the others. */
  tell(channel: string, payload = ''): void {
    for (const { onNotice } of this.#here.get(channel) ?? []) onNotice(payload);
    // An embedded database has this process alone.
    if (this.#database.engine === 'pglite') return;
    const told = this.#database
      .query('SELECT pg_notify($1, $2)', [channel, payload])
      .catch(() => undefined)
      .finally(() => this.#under.delete(told));
    this.#under.add(told);
  }

  /** @returns what ends the listening. */
  async listen(channel: string, listener: ChannelListener): Promise<() => Promise<void>> {
    const known = this.#here.get(channel) ?? new Set();
    this.#here.set(channel, known.add(listener));
    const isAlone = this.#database.engine === 'pglite';
    const unlisten = isAlone ? undefined : await this.#database.listen(channel, listener);
    return async () => {
      known.delete(listener);
      await unlisten?.();
    };
  }

  /** Resolves when every notice so far is on its way. */
  async settled(): Promise<void> {
    await Promise.all(this.#under);
  }
}
