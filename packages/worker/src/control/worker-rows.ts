import * as z from 'zod';

import type { Session } from '../store/database.ts';
import { schema } from '../store/tables.ts';
import type { WorkerRow } from './status-report.ts';

const mostWorkers = 200;

const rowSchema = z.object({
  worker_id: z.string(),
  host: z.string(),
  pid: z.number(),
  state: z.string(),
  slots: z.number(),
  busy: z.number(),
  jobs_done: z.number(),
  up_ms: z.number(),
  seen_ago_ms: z.number(),
});

const millisecondsSince = (column: string): string =>
  `greatest(0, extract(epoch FROM now() - ${column}) * 1000)::float8`;

/** The workers of the table, those heard of last at the top. */
export async function readWorkerRows(session: Session): Promise<readonly WorkerRow[]> {
  const rows = await session.query(
    `SELECT worker_id, host, pid, state, slots, busy, jobs_done,
       ${millisecondsSince('started_at')} AS up_ms, ${millisecondsSince('seen_at')} AS seen_ago_ms
     FROM ${schema}.worker ORDER BY seen_at DESC, worker_id LIMIT ${mostWorkers}`,
  );
  return rows.map((row) => {
    const { worker_id, jobs_done, up_ms, seen_ago_ms, ...rest } = rowSchema.parse(row);
    return {
      workerId: worker_id,
      ...rest,
      jobsDone: jobs_done,
      upMs: Math.round(up_ms),
      seenAgoMs: Math.round(seen_ago_ms),
    };
  });
}
