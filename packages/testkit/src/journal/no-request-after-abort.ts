import { inSeconds } from './in-seconds.ts';
import type { JournalRecord } from './journal-record.ts';
import type { JournalVerdict } from './journal-verdict.ts';
import { requestsOf } from './requests-of.ts';
import { verdictOf } from './verdict-of.ts';

/** When a client was told to stop, and what of it is looked at. */
export interface AbortMoment {
  /** Milliseconds since the fake started: `fake.elapsedMs` at the abort. */
  readonly atMs: number;
  /**
   * What may still be on its way, in milliseconds.
   * @default 0
   */
  readonly graceMs?: number | undefined;
  /**
   * Only requests about these tasks.
   * @default every request
   */
  readonly taskIds?: readonly string[] | undefined;
}

/** Did a client go on asking after it had been told to stop? */
export function noRequestAfterAbort(record: JournalRecord, abort: AbortMoment): JournalVerdict {
  const { atMs, graceMs = 0, taskIds } = abort;
  const late = requestsOf(record.events).filter(
    (request) =>
      request.atMs > atMs + graceMs &&
      (taskIds === undefined || request.taskIds.some((id) => taskIds.includes(id))),
  );
  const findings = late.map((request) => ({
    kind: 'request-after-abort' as const,
    taskIds: request.taskIds,
    why: `#${request.seq} (${request.endpoint}) came ${inSeconds(request.atMs - atMs)} after the abort`,
  }));
  const summary = `${late.length} requests after the abort`;
  return verdictOf(record, { check: 'noRequestAfterAbort', findings, summary });
}
