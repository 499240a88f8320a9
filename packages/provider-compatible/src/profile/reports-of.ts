import type { ReportMethods } from '../create-task/create-task-dialect.ts';
import type { CreateTaskSettings } from '../create-task/create-task-dialect.ts';
import type { CompatibleTaskType } from '../task-types.ts';

/** The same way to judge the answers of several task types. */
export function reportsOf(
  taskTypes: readonly CompatibleTaskType[],
  reports: ReportMethods,
): CreateTaskSettings['reports'] {
  return Object.fromEntries(taskTypes.map((taskType) => [taskType, reports]));
}
