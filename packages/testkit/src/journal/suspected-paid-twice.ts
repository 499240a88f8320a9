import { grouped } from './grouped.ts';
import type { JournalTask } from './journal-task.ts';
import type { Finding } from './journal-verdict.ts';

/**
 * Tasks that were accepted while an equal one (type, site key, page, picture) was still owed its answer. Without the
 * router's word two solves that happen to be equal look the same as one that was paid twice, so this only suspects.
 */
export function suspectedPaidTwice(
  tasks: readonly JournalTask[],
): readonly Omit<Finding, 'timeline'>[] {
  return grouped(tasks, ({ fingerprint }) => fingerprint).flatMap((equal) => {
    const overlapping = overlappingOf(equal);
    const suspects = equal.filter((task) => overlapping.has(task));
    if (suspects.length === 0) return [];
    const why = `${suspects.length} equal ${suspects[0]?.type ?? ''} tasks were accepted while another of them was still owed its answer`;
    return [{ kind: 'suspected-paid-twice' as const, taskIds: suspects.map(({ id }) => id), why }];
  });
}

/** The tasks that were owed their answer while another was; nothing is owed for an instant of no length. */
function overlappingOf(tasks: readonly JournalTask[]): ReadonlySet<JournalTask> {
  const inOrder = tasks.toSorted((one, other) => one.acceptedAt - other.acceptedAt);
  const moments = grouped(inOrder, ({ acceptedAt }) => String(acceptedAt));
  const overlapping = new Set<JournalTask>();
  let owedBefore = -Infinity;
  for (const [index, moment] of moments.entries()) {
    const at = moment[0]?.acceptedAt ?? 0;
    const nextAt = moments[index + 1]?.[0]?.acceptedAt ?? Infinity;
    const owed = moment.filter((task) => owedUntil(task) > at);
    for (const task of moment) {
      const isAmongOthers = owed.length > 1 && owedUntil(task) > at;
      if (owedBefore > at || isAmongOthers || owedUntil(task) > nextAt) overlapping.add(task);
    }
    for (const task of moment) owedBefore = Math.max(owedBefore, owedUntil(task));
  }
  return overlapping;
}

/** A callback that was taken brings the answer, or the word that there is none, too. */
const owedUntil = ({
  finalDeliveredAt = Infinity,
  deliveredAt = Infinity,
  failureAcknowledgedAt = Infinity,
}: JournalTask): number => Math.min(finalDeliveredAt, deliveredAt, failureAcknowledgedAt);
