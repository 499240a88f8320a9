import { roundMoney } from '../core/price.ts';
import type { JournalRecord } from './journal-record.ts';
import type { JournalTask } from './journal-task.ts';
import type { JournalVerdict } from './journal-verdict.ts';
import { verdictOf } from './verdict-of.ts';

/** US dollars charged for tasks and not paid back. */
export function spentOn(tasks: readonly JournalTask[]): number {
  const kept = tasks.filter(({ isRefunded }) => !isRefunded);
  return roundMoney(kept.reduce((sum, { chargedAmount }) => sum + chargedAmount, 0));
}

/** Did the client stay within its budget? */
export function spentAtMost(record: JournalRecord, amount: number): JournalVerdict {
  const spent = spentOn(record.tasks);
  const summary = `${spent} USD spent of ${amount}`;
  const findings =
    spent > amount ? [{ kind: 'overspent' as const, taskIds: [], why: summary }] : [];
  return verdictOf(record, { check: 'spentAtMost', findings, summary });
}
