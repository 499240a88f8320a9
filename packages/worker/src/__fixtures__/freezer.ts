import type { Clock, SleepOptions } from '@understudy/core/provider';

import type { ChannelListener, Database, Session } from '../store/database.ts';

/** Stands for a process that can be stopped where it stands, for a while or for good. */
export class Freezer {
  #thawed: PromiseWithResolvers<void> | undefined;

  freeze(): void {
    this.#thawed ??= Promise.withResolvers<void>();
  }

  thaw(): void {
    this.#thawed?.resolve();
    this.#thawed = undefined;
  }

  /** Passes at once, or when the process goes on. */
  async pass(): Promise<void> {
    while (this.#thawed !== undefined) await this.#thawed.promise;
  }

  /** Time as that process sees it: it goes on, and whoever was to wake wakes late. */
  clock(clock: Clock): Clock {
    return {
      now: () => clock.now(),
      epochMs: () => clock.epochMs(),
      sleep: async (ms: number, options?: SleepOptions) => {
        try {
          await clock.sleep(ms, options);
        } finally {
          await this.pass();
        }
      },
    };
  }

  /** A statement that was sent before is done; its answer waits. */
  database(database: Database): Database {
    const pass = async <T>(work: () => Promise<T>): Promise<T> => {
      await this.pass();
      try {
        return await work();
      } finally {
        await this.pass();
      }
    };
    return {
      engine: database.engine,
      query: async <Row extends object>(sql: string, values?: readonly unknown[]) =>
        pass(async () => database.query<Row>(sql, values)),
      transaction: async <T>(run: (session: Session) => Promise<T>) =>
        pass(async () => database.transaction(run)),
      listen: async (channel: string, listener: ChannelListener) =>
        database.listen(channel, {
          onNotice: (payload) => void this.pass().then(() => listener.onNotice(payload)),
          onGap: () => void this.pass().then(() => listener.onGap()),
        }),
      close: async () => undefined,
    };
  }
}
