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
    const suspects = equal.filter((task) =>
      equal.some((other) => other !== task && overlap(task, other)),
    );
    if (suspects.length === 0) return [];
    const why = `${suspects.length} equal ${suspects[0]?.type ?? ''} tasks were accepted while another of them was still owed its answer`;
    return [{ kind: 'suspected-paid-twice' as const, taskIds: suspects.map(({ id }) => id), why }];
  });
}

const overlap = (one: JournalTask, other: JournalTask): boolean =>
  one.acceptedAt < owedUntil(other) && other.acceptedAt < owedUntil(one);

/** A callback that was taken brings the answer, too. */
const owedUntil = ({ finalDeliveredAt, deliveredAt }: JournalTask): number =>
  Math.min(finalDeliveredAt ?? Infinity, deliveredAt ?? Infinity);
