import type { Db } from 'pg-boss';

import type { Session } from './database.ts';

/** A session of ours as pg-boss wants it. */
export const bossSession = (session: Session): Db => ({
  executeSql: async (sql, values) => {
    const rows = await session.query(sql, values);
    return { rows: [...rows] };
  },
});
