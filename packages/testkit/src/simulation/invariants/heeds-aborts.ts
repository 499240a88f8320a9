import type { Invariant } from './invariant.ts';

const abortWithinMs = 50;

/** I14: an abort settles its call at once, and whatever settles a task, nothing is bought for it afterwards. */
export const heedsAborts: Invariant = ({ record, check }) => {
  const open = new Set<string>();
  return {
    hear: (happening) => {
      const { atMs } = happening;
      if (happening.kind === 'called') open.add(happening.callId);
      if (happening.kind === 'settled') {
        const { callId } = happening;
        const abortedAt = record.calls.get(callId)?.abortedAt;
        const lateMs = atMs - (abortedAt ?? atMs);
        const isFirst = open.delete(callId);
        const isPrompt = !isFirst || lateMs <= abortWithinMs;
        check(isPrompt, () => `${callId} settled ${lateMs} ms after its abort`);
      }
      if (happening.kind !== 'submit-received') return;
      const task = record.taskOf(record.attempt(happening));
      const isOver = task?.settled !== undefined || task?.call?.abortedAt !== undefined;
      const { attemptId } = happening;
      check(!isOver, () => `${attemptId} was sent after its task was over`, task?.taskId);
    },
  };
};
