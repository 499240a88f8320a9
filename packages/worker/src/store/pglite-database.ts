import type { PGlite, Transaction } from '@electric-sql/pglite';

import type { ChannelListener, Database, Session } from './database.ts';
import type { DirectoryLock } from './directory-lock.ts';

/** A PostgreSQL within this process, in one directory or in memory. Its statements run on this thread, one at a time. */
export class PgliteDatabase implements Database {
  readonly engine = 'pglite';
  readonly #pglite: PGlite;
  readonly #lock: DirectoryLock | undefined;
  #closed: Promise<void> | undefined;

  /** @param lock kept until it is closed. */
  constructor(pglite: PGlite, lock?: DirectoryLock) {
    this.#pglite = pglite;
    this.#lock = lock;
  }

  async query<Row extends object>(
    sql: string,
    values?: readonly unknown[],
  ): Promise<readonly Row[]> {
    return await rowsOf<Row>(this.#pglite, sql, values);
  }

  async transaction<T>(run: (session: Session) => Promise<T>): Promise<T> {
    return await this.#pglite.transaction(async (transaction) =>
      run({ query: async (sql, values) => rowsOf(transaction, sql, values) }),
    );
  }

  async listen(channel: string, { onNotice }: ChannelListener): Promise<() => Promise<void>> {
    const unlisten = await this.#pglite.listen(channel, onNotice);
    return async () => unlisten();
  }

  async close(): Promise<void> {
    this.#closed ??= this.#pglite.close().finally(() => this.#lock?.release());
    await this.#closed;
  }
}

/** `query` takes one statement; several without parameters go through `exec`. */
async function rowsOf<Row extends object>(
  session: PGlite | Transaction,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  if (values.length > 0) return (await session.query<Row>(sql, [...values])).rows;
  const results = await session.exec(sql);
  // The statement's own columns, which its author names in the type.
  return results.flatMap(({ rows }) => rows) as unknown as readonly Row[];
}
