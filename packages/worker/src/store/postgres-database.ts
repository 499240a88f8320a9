import type { Clock } from '@understudy/core/provider';
import pg from 'pg';

import type { ChannelListener, Database, Session } from './database.ts';
import { PostgresListener } from './postgres-listener.ts';
import { StatementNames } from './statement-names.ts';

export interface PostgresInit {
  readonly connectionString: string;
  /** Connections of this process, beside the one that listens. */
  readonly poolSize: number;
  readonly clock: Clock;
  /** Told when a connection is lost, for people; statements reject on their own. */
  readonly onError: (error: Error) => void;
}

const connectTimeoutMs = 2_000;
const statementTimeoutMs = 15_000;

/** A PostgreSQL over the network: a pool of connections, and one that listens. */
export class PostgresDatabase implements Database {
  readonly engine = 'postgres';
  readonly #pool: pg.Pool;
  readonly #listener: PostgresListener;
  readonly #names = new StatementNames();
  #closed: Promise<void> | undefined;

  constructor(init: PostgresInit) {
    const config: pg.PoolConfig = {
      connectionString: init.connectionString,
      max: init.poolSize,
      connectionTimeoutMillis: connectTimeoutMs,
      query_timeout: statementTimeoutMs,
      keepAlive: true,
      application_name: 'understudy-worker',
    };
    this.#pool = new pg.Pool(config);
    // Without a listener, an idle connection that breaks ends the process.
    this.#pool.on('error', init.onError);
    this.#listener = new PostgresListener(config, init);
  }

  async query<Row extends object>(
    sql: string,
    values?: readonly unknown[],
  ): Promise<readonly Row[]> {
    try {
      return await this.#rowsOf<Row>(this.#pool, sql, values);
    } catch (error) {
      if (!this.#names.isOutdated(error)) throw error;
      // Another version of this package has changed a table: nothing was done, and the next plan will do.
      return await this.#rowsOf<Row>(this.#pool, sql, values);
    }
  }

  async transaction<T>(run: (session: Session) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    const onError = (): void => undefined;
    // The statement that is under way rejects as well; this one would end the process.
    client.on('error', onError);
    let failure: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await run({ query: async (sql, values) => this.#rowsOf(client, sql, values) });
      await client.query('COMMIT');
      return result;
    } catch (error) {
      failure = error instanceof Error ? error : new Error('the transaction threw no error');
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.off('error', onError);
      // A connection that failed within a transaction is not trusted with another.
      client.release(failure);
    }
  }

  async listen(channel: string, listener: ChannelListener): Promise<() => Promise<void>> {
    const unlisten = this.#listener.listen(channel, listener);
    return async () => unlisten();
  }

  async close(): Promise<void> {
    this.#closed ??= Promise.all([this.#pool.end(), this.#listener.close()]).then(() => undefined);
    await this.#closed;
  }

  /** Several statements give an array of results. */
  async #rowsOf<Row extends object>(
    client: pg.Pool | pg.PoolClient,
    sql: string,
    values: readonly unknown[] = [],
  ): Promise<readonly Row[]> {
    if (values.length > 0) {
      const name = this.#names.nameOf(sql);
      const statement = { text: sql, values: [...values] };
      return (await client.query<Row>(name === undefined ? statement : { name, ...statement }))
        .rows;
    }
    const result: pg.QueryResult<Row> | pg.QueryResult<Row>[] = await client.query<Row>(sql);
    return Array.isArray(result) ? result.flatMap(({ rows }) => rows) : result.rows;
  }
}
