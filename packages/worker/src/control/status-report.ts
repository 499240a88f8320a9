import * as z from 'zod';

const count = z.number().min(0);

const workerSchema = z.object({
  workerId: z.string(),
  host: z.string(),
  pid: z.number(),
  state: z.string(),
  slots: count,
  busy: count,
  jobsDone: count,
  /** Since its last sign of life, by the database's clock. */
  seenAgoMs: z.number(),
});

/** Reads what another process says of its queue. */
export const statusSchema = z.object({
  engine: z.enum(['pglite', 'postgres']),
  jobs: z.object({
    queued: count,
    /** Of those queued, the ones that may not begin yet. */
    delayed: count.default(0),
    active: count,
    solved: count,
    /** Dead letters. */
    failed: count,
    maybePaid: count,
    oldestQueuedMs: count.optional(),
    solveMs: count.optional(),
    endedPerMinute: count,
  }),
  workers: z.array(workerSchema).readonly(),
  isDraining: z.boolean(),
});

/** How the queue and its workers are. */
export type StatusReport = Readonly<z.output<typeof statusSchema>>;

/** A worker as the table knows it. */
export type WorkerRow = Readonly<z.output<typeof workerSchema>>;

/** Workers write every other second; after this long one is not at work any more. */
const goneAfterMs = 10_000;

/** Workers that have been heard of lately; one that stops takes its row away. */
export const liveWorkers = ({ workers }: StatusReport): readonly WorkerRow[] =>
  workers.filter(({ seenAgoMs }) => seenAgoMs < goneAfterMs);
