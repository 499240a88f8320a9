import { failureReport } from './failure-report.ts';
import type { JournalVerdict } from './journal-verdict.ts';

/** Throws a report that can be read, with the seed that repeats it, unless a verdict is clean. */
export function assertClean(verdict: JournalVerdict): void {
  if (!verdict.isClean) throw new Error(failureReport(verdict));
}
