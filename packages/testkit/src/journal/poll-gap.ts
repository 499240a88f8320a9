import { inSeconds } from './in-seconds.ts';
import type { JournalEvent } from './journal-event.ts';
import type { JournalRecord } from './journal-record.ts';
import type { JournalVerdict } from './journal-verdict.ts';
import { verdictOf } from './verdict-of.ts';

/** How patient a client must be, in milliseconds on the fake's clock. */
export interface PollGap {
  /** Between two polls of a task. */
  readonly minMs: number;
  /**
   * Between a task's acceptance and its first poll.
   * @default minMs
   */
  readonly firstMs?: number | undefined;
}

interface Waiting {
  readonly since: number;
  readonly polls: number;
}

/** Was a task asked about sooner than its service wants? Services slow such clients down, or ban them. */
export function pollGap(record: JournalRecord, gap: PollGap): JournalVerdict {
  const { minMs, firstMs = minMs } = gap;
  const waiting = new Map<string, Waiting>();
  const tooSoon = new Map<string, string>();
  for (const event of record.events) {
    if (event.kind === 'task-accepted') waiting.set(event.taskId, { since: event.atMs, polls: 0 });
    for (const taskId of polledBy(event)) {
      const { since, polls } = waiting.get(taskId) ?? { since: -Infinity, polls: 1 };
      const gotMs = event.atMs - since;
      const wantedMs = polls === 0 ? firstMs : minMs;
      if (gotMs < wantedMs && !tooSoon.has(taskId)) {
        const before = polls === 0 ? 'its acceptance' : 'the poll before';
        tooSoon.set(
          taskId,
          `poll ${polls + 1} (#${event.seq}) came ${inSeconds(gotMs)} after ${before}, not ${inSeconds(wantedMs)}`,
        );
      }
      waiting.set(taskId, { since: event.atMs, polls: polls + 1 });
    }
  }
  const findings = Array.from(tooSoon, ([taskId, why]) => ({
    kind: 'poll-too-soon' as const,
    taskIds: [taskId],
    why,
  }));
  const summary = `${findings.length} tasks asked about too soon`;
  return verdictOf(record, { check: 'pollGap', findings, summary });
}

const polledBy = (event: JournalEvent): readonly string[] =>
  event.kind === 'request' && event.endpoint === 'poll' ? event.taskIds : [];
