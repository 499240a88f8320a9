import type { JobRow } from '../store/job-rows.ts';
import type { StoredAttempt } from '../store/stored-attempt.ts';
import type { Answer } from './answer.ts';
import type { FailureReport } from './failure-report.ts';
import type { Job, JobProgress } from './job.ts';
import { readJobData } from './job-data.ts';

/** A job as people see it: its row and its purchases. */
export function buildJob(row: JobRow, attempts: readonly StoredAttempt[]): Job {
  const data = readJobData(row.data);
  return {
    jobId: row.jobId,
    task: data?.task ?? unreadableTask,
    priority: data?.priority ?? 'normal',
    enqueuedAtEpochMs: row.createdAt,
    notBeforeAtEpochMs: row.startAfter,
    deadlineAtEpochMs: data?.deadlineAtEpochMs ?? row.createdAt,
    attempts,
    ...progressOf(row, attempts),
  };
}

/** Stands for the task of a job that another version wrote. */
const unreadableTask = { type: 'raw', method: 'unreadable', parameters: {} } as const;

/** Where a job stands, by its row; its purchases tell whether a service has it. */
export function progressOf(row: JobRow, attempts: readonly StoredAttempt[]): JobProgress {
  const endedAtEpochMs = row.endedAt ?? row.createdAt;
  switch (row.state) {
    case 'created':
    case 'retry':
      return { state: 'queued' };
    case 'completed':
      // Both outputs are what `complete` and `bury` of {@link JobRows} put there.
      return { state: 'solved', answer: row.output as Answer, endedAtEpochMs };
    case 'failed':
    case 'cancelled':
      return { state: 'failed', failure: failureOf(row.output), endedAtEpochMs };
    case 'active': {
      const open = attempts.findLast(({ ticket, outcome }) => ticket && outcome === undefined);
      if (open?.ticket === undefined) return { state: 'claimed' };
      return { state: 'submitted', providerId: open.providerId, ticket: open.ticket.ticket };
    }
  }
}

/** pg-boss itself fails a job whose claim has lived for a day; its words are not ours. */
function failureOf(output: unknown): FailureReport {
  if (typeof Object(output).code === 'string') return output as FailureReport;
  const message = 'it was ended by hand, or held for longer than a day';
  return { code: 'ended-outside', message, charged: 'unknown', attempts: [], openTickets: [] };
}
