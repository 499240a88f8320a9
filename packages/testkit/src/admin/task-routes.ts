import { taskEnds } from '../core/task-table.ts';
import type { JournalTask } from '../journal/journal-task.ts';
import { AdminError, unknownWord } from './admin-error.ts';
import { json } from './admin-reply.ts';
import type { AdminRequest, Route } from './route.ts';

const maxTasks = 10_000;

function taskOf({ target, words }: AdminRequest): JournalTask {
  const { tasks } = target.engine.journal;
  const { id: word = '' } = words;
  const task = tasks.find(({ id }) => id === word);
  if (task !== undefined) return task;
  const valid = tasks.slice(-100).map(({ id }) => id);
  throw unknownWord(404, { field: 'task', word, valid });
}

/** The tasks that were accepted, and their ends by hand. */
export const taskRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'tasks',
    handle: ({ target }) => json({ tasks: target.engine.journal.tasks.slice(-maxTasks) }),
  },
  { method: 'GET', path: 'tasks/:id', handle: (request) => json(taskOf(request)) },
  {
    method: 'POST',
    path: 'tasks/:id/:end',
    handle: (request) => {
      const { id, state } = taskOf(request);
      const { end: word = '' } = request.words;
      const end = taskEnds.find((one) => one === word);
      if (end === undefined) throw unknownWord(404, { field: 'end', word, valid: taskEnds });
      if (!request.target.engine.endTask(id, end))
        throw new AdminError(409, { field: 'task', message: `the task is ${state}` });
      return json(taskOf(request));
    },
  },
];
