import type { FakeTask } from './fake-task.ts';
import type { Orders } from './orders.ts';
import type { PollAnswer } from './service-answer.ts';
import { type IdForm, isIdOf } from './task-id.ts';

/** What a poll says of a task; undefined stands for one that the account may not ask about. */
export function pollAnswerOf(
  taskId: string,
  task: FakeTask | undefined,
  { orders, idForm }: { readonly orders: Orders; readonly idForm: IdForm },
): PollAnswer {
  if (!isIdOf(taskId, idForm)) return { kind: 'refused', refusal: 'task-id-malformed' };
  if (task === undefined) return { kind: 'refused', refusal: 'task-id-unknown' };
  if (orders.pollSays === 'pending') return { kind: 'pending' };
  switch (task.state) {
    case 'working':
      return { kind: 'pending' };
    case 'solved':
      return { kind: 'solved', task };
    case 'unsolvable':
      return { kind: 'unsolvable', task };
    case 'expired':
      return { kind: 'refused', refusal: 'task-id-unknown' };
  }
}
