import type { JournalRecord } from './journal-record.ts';
import type { JournalVerdict } from './journal-verdict.ts';
import { verdictOf } from './verdict-of.ts';

/** Was a task asked about again after its answer or its failure had been delivered? Services ban for it. */
export function pollsAfterFinal(record: JournalRecord): JournalVerdict {
  const findings = record.tasks
    .filter((task) => task.pollsAfterFinal > 0)
    .map((task) => ({
      kind: 'poll-after-final' as const,
      taskIds: [task.id],
      why: `${task.pollsAfterFinal} of ${task.polls} polls came after the final word`,
    }));
  const summary = `${findings.length} tasks polled after their final word`;
  return verdictOf(record, { check: 'pollsAfterFinal', findings, summary });
}
