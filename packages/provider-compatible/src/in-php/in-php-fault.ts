import type { Task } from '@understudy/core/provider';

import type { TaskFault } from '../service/task-fault.ts';
import type { CompatibleTaskType } from '../task-types.ts';
import type { InPhpMethod, InPhpMethods } from './in-php-methods.ts';

/** Why a task is not one for this service, for whoever submits it without the provider's own schema. */
export function inPhpFault(
  task: Task<CompatibleTaskType>,
  methods: InPhpMethods,
): TaskFault | undefined {
  // The task's type is the key under which its method stands, which TypeScript does not follow through a union.
  const method = methods[task.type] as InPhpMethod<CompatibleTaskType> | undefined;
  const given = new Map<string, unknown>(Object.entries(task));
  const missing = method?.required?.find((field) => given.get(field) === undefined);
  const misfit = missing ?? method?.misfit?.(task)?.field;
  return misfit === undefined
    ? undefined
    : {
        code: 'task-unsupported',
        reason: `the service takes no ${task.type} with this "${misfit}"`,
      };
}
