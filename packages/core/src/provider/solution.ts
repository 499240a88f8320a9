import type { TaskMap, TaskType } from './task.ts';

export type SolutionOf<T extends TaskType> = TaskMap[T]['solution'];

/** The answer to a task: a union on the task's `type`. */
export type Solution<T extends TaskType = TaskType> = {
  readonly [K in T]: { readonly type: K } & SolutionOf<K>;
}[T];
