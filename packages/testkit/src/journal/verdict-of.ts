import type { JournalRecord } from './journal-record.ts';
import type { Finding, JournalVerdict } from './journal-verdict.ts';
import { timelinesOf } from './timeline.ts';

/** Makes a verdict from findings; the timelines are filled in from the journal. */
export function verdictOf(
  record: JournalRecord,
  verdict: {
    readonly check: string;
    readonly findings: readonly Omit<Finding, 'timeline'>[];
    readonly summary: string;
  },
): JournalVerdict {
  const { check, summary } = verdict;
  const storyOf = verdict.findings.length === 0 ? () => [] : timelinesOf(record);
  const findings = verdict.findings.map((finding) => ({
    ...finding,
    timeline: storyOf(finding.taskIds),
  }));
  const { seed, recordedAt } = record;
  return { check, isClean: findings.length === 0, findings, summary, seed, recordedAt };
}
