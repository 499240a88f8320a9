import type { JournalEvent } from './journal-event.ts';
import type { JournalRecord } from './journal-record.ts';

/** What can be counted out: polls of each delivered task, or milliseconds on the fake's clock. */
export const histogramSubjects = ['polls', 'poll-gap', 'solve-time', 'pick-up'] as const;

/** `poll-gap`: between two polls of a task; `pick-up`: from an answer being ready to its delivery. */
export type HistogramSubject = (typeof histogramSubjects)[number];

/** How some values are spread; all 0 when there are none. */
export interface Histogram {
  readonly count: number;
  readonly min: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** Says how a quantity was spread over the tasks of a run. */
export function histogram(record: JournalRecord, of: HistogramSubject): Histogram {
  const values = valuesOf(record, of).toSorted((left, right) => left - right);
  const at = (share: number): number =>
    values[Math.max(0, Math.ceil(values.length * share) - 1)] ?? 0;
  return { count: values.length, min: at(0), p50: at(0.5), p95: at(0.95), max: at(1) };
}

function valuesOf({ tasks, events }: JournalRecord, of: HistogramSubject): readonly number[] {
  switch (of) {
    case 'polls':
      return tasks
        .filter(({ finalDeliveredAt }) => finalDeliveredAt !== undefined)
        .map(({ polls }) => polls);
    case 'poll-gap':
      return pollGapsOf(events);
    case 'solve-time':
      return tasks.flatMap(({ readyAt, acceptedAt }) =>
        readyAt === undefined ? [] : [readyAt - acceptedAt],
      );
    case 'pick-up':
      return tasks.flatMap(({ readyAt, deliveredAt }) =>
        readyAt === undefined || deliveredAt === undefined ? [] : [deliveredAt - readyAt],
      );
  }
}

function pollGapsOf(events: readonly JournalEvent[]): readonly number[] {
  const lastAt = new Map<string, number>();
  const gaps: number[] = [];
  for (const event of events) {
    if (event.kind !== 'request' || event.endpoint !== 'poll') continue;
    for (const taskId of event.taskIds) {
      const before = lastAt.get(taskId);
      if (before !== undefined) gaps.push(event.atMs - before);
      lastAt.set(taskId, event.atMs);
    }
  }
  return gaps;
}
