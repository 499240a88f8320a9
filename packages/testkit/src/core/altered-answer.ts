import type { FakeTaskInit } from './fake-task.ts';
import { FakeTask } from './fake-task.ts';
import type { Orders } from './orders.ts';
import type { PollAnswer } from './service-answer.ts';
import { solutionOf } from './solution-of.ts';
import type { TaskTable } from './task-table.ts';

/** What a poll of a solved task says under orders to say something else; undefined where they do not concern it. */
export function alteredAnswerOf(
  task: FakeTask,
  { pollSays, secondRead }: Orders,
  table: TaskTable,
): PollAnswer | undefined {
  if (task.state !== 'solved') return undefined;
  if (pollSays === 'other-answer') return solvedBy(task, otherSolution(task, table));
  if (secondRead === undefined || task.finalDeliveredAt === undefined) return undefined;
  switch (secondRead) {
    case 'pending':
      return { kind: 'pending' };
    case 'unsolvable':
      return { kind: 'unsolvable', task };
    case 'other-token':
      return solvedBy(task, madeUp(task, 'second'));
    case 'unknown-id':
      return { kind: 'refused', refusal: 'task-id-unknown' };
  }
}

/** The shadow of a task: what becomes of it does not concern the task. */
function solvedBy(task: FakeTask, solution: FakeTaskInit['solution']): PollAnswer {
  const shadow = new FakeTask({ ...task.init, solution });
  return { kind: 'solved', task: shadow };
}

/** The answer of the task of the same type that stands first by its key, whatever the order of arrival. */
function otherSolution(task: FakeTask, table: TaskTable): FakeTaskInit['solution'] {
  const [other] = table.tasks
    .filter(
      ({ id, init, state }) => id !== task.id && init.type === task.init.type && state === 'solved',
    )
    .toSorted((left, right) => (left.init.key < right.init.key ? -1 : 1));
  return other?.init.solution ?? madeUp(task, 'other');
}

const madeUp = (task: FakeTask, seed: string): FakeTaskInit['solution'] =>
  solutionOf({ seed, taskId: task.id, task: task.init, isTaken: () => false });
