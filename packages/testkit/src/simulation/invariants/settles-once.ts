import type { Invariant } from './invariant.ts';

const tickMs = 1;

/** I1: each call settles once, at the latest one tick after its deadline, or after the machine woke from a suspension. */
export const settlesOnce: Invariant = ({ record, check }) => {
  const open = new Map<string, number>();
  const settled = new Set<string>();
  let awakeSince = 0;
  let suspendedAt = 0;
  /** A deadline that passed while nothing ran is met as soon as something does. */
  const dueAt = (deadlineAt: number): number =>
    suspendedAt <= deadlineAt && deadlineAt < awakeSince ? awakeSince : deadlineAt;
  return {
    hear: (happening) => {
      const { atMs } = happening;
      if (happening.kind === 'suspended') {
        suspendedAt = atMs - happening.forMs;
        awakeSince = atMs;
      } else if (happening.kind === 'called') {
        open.set(happening.callId, atMs + happening.deadlineMs);
      } else if (happening.kind === 'settled') {
        const { callId } = happening;
        const deadlineAt = open.get(callId);
        check(deadlineAt !== undefined, () => `call ${callId} settled once more`);
        open.delete(callId);
        const lateMs = deadlineAt === undefined ? 0 : atMs - dueAt(deadlineAt);
        check(lateMs <= tickMs, () => `call ${callId} settled ${lateMs} ms after its deadline`);
      } else if (happening.kind === 'event' && happening.event.type === 'task-settled') {
        const { taskId } = happening.event;
        check(!settled.has(taskId), () => `task ${taskId} settled once more`, taskId);
        settled.add(taskId);
      }
    },
    end: () => {
      for (const [callId] of open) check(false, () => `call ${callId} never settled`);
      for (const { taskId, settled: end } of record.tasks.values())
        check(end !== undefined, () => `task ${taskId} never settled`, taskId);
    },
  };
};
