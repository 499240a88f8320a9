import { inSeconds } from './in-seconds.ts';
import type { JournalRecord } from './journal-record.ts';
import type { JournalTask } from './journal-task.ts';
import type { JournalVerdict } from './journal-verdict.ts';
import { verdictOf } from './verdict-of.ts';

/** Were there ever more tasks at work at one account than its threads? A task is, until its answer or its failure is there. */
export function maxInFlight(record: JournalRecord, limit: number): JournalVerdict {
  const ends = endsOf(record);
  const accounts = new Map<string, JournalTask[]>();
  for (const task of record.tasks) {
    const live = (accounts.get(task.account) ?? []).filter(
      ({ id }) => (ends.get(id) ?? Infinity) > task.acceptedAt,
    );
    live.push(task);
    accounts.set(task.account, live);
    if (live.length <= limit) continue;
    const why = `${live.length} tasks were at work for ${task.account} at ${inSeconds(task.acceptedAt)}, not at most ${limit}`;
    const findings = [
      { kind: 'too-many-in-flight' as const, taskIds: live.map(({ id }) => id), why },
    ];
    return verdictOf(record, { check: 'maxInFlight', findings, summary: why });
  }
  const summary = `never more than ${limit} tasks at work for one account`;
  return verdictOf(record, { check: 'maxInFlight', findings: [], summary });
}

function endsOf({ events }: JournalRecord): ReadonlyMap<string, number> {
  const ends = new Map<string, number>();
  for (const event of events) {
    const isEnd =
      event.kind === 'answer-ready' ||
      event.kind === 'task-unsolvable' ||
      event.kind === 'task-expired';
    if (isEnd && !ends.has(event.taskId)) ends.set(event.taskId, event.atMs);
  }
  return ends;
}
