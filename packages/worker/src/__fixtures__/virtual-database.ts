import { PGlite } from '@electric-sql/pglite';
import type { Clock } from '@understudy/core/provider';

import type { Database, Session } from '../store/database.ts';
import { PgliteDatabase } from '../store/pglite-database.ts';
import { schema } from '../store/tables.ts';

/** Makes `job_now()` read the time from a setting. */
const overrideClock = `
SET understudy.now_ms = '0';
CREATE OR REPLACE FUNCTION ${schema}.job_now() RETURNS timestamptz LANGUAGE sql STABLE AS
  'SELECT to_timestamp(current_setting(''understudy.now_ms'')::float8 / 1000)';
`;

const tables = ['job', 'attempt', 'claim', 'worker', 'control'] as const;

/** A real PostgreSQL in memory whose time is the test's. Its statements need microtasks only, so a virtual clock can wait for them. */
export class VirtualDatabase implements Database {
  readonly engine = 'pglite';
  readonly #inner: PgliteDatabase;
  #clock: Clock | undefined;
  #toldMs = 0;
  isReachable = true;

  constructor(pglite: PGlite) {
    this.#inner = new PgliteDatabase(pglite);
  }

  static async open(): Promise<VirtualDatabase> {
    return new VirtualDatabase(await PGlite.create());
  }

  /** To be called once pg-boss has made its tables. */
  async override(): Promise<void> {
    await this.#inner.query(overrideClock);
  }

  /** Empties every table, and follows another clock from now on. */
  async reset(clock: Clock): Promise<void> {
    await this.#inner.query(`TRUNCATE ${tables.map((table) => `${schema}.${table}`).join(', ')}`);
    this.#clock = clock;
    this.isReachable = true;
    await this.#tellTime(this.#inner);
  }

  async query<Row extends object>(
    sql: string,
    values?: readonly unknown[],
  ): Promise<readonly Row[]> {
    this.#assertReachable();
    await this.#tellTime(this.#inner);
    return await this.#inner.query<Row>(sql, values);
  }

  async transaction<T>(run: (session: Session) => Promise<T>): Promise<T> {
    this.#assertReachable();
    await this.#tellTime(this.#inner);
    return await this.#inner.transaction(run);
  }

  async listen(...given: Parameters<Database['listen']>): Promise<() => Promise<void>> {
    return await this.#inner.listen(...given);
  }

  async close(): Promise<void> {
    await this.#inner.close();
  }

  #assertReachable(): void {
    if (!this.isReachable) throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
  }

  async #tellTime(session: Session): Promise<void> {
    const nowMs = this.#clock?.epochMs();
    if (nowMs === undefined || nowMs === this.#toldMs) return;
    this.#toldMs = nowMs;
    await session.query(`SET understudy.now_ms = '${nowMs}'`);
  }
}
