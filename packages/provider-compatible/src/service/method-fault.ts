import type { Task } from '@understudy/core/provider';

import type { CompatibleTaskType } from '../task-types.ts';
import type { TaskFault } from './task-fault.ts';

/** What a service cannot do with a task whose every field it knows. */
export interface Misfit {
  /** With dots between the names, where it is inside another one. */
  readonly field: string;
  readonly message: string;
}

/** What a method asks of a task beyond its schema. */
export interface DemandingMethod<T extends CompatibleTaskType> {
  /** Fields that a task may lack, and that the service wants all the same. */
  readonly required?: readonly string[] | undefined;
  /** Names what a service would refuse by a field's value; such tasks are not declared to be supported. */
  misfit?(task: Task<T>): Misfit | undefined;
}

type DemandingMethods = { readonly [T in CompatibleTaskType]?: DemandingMethod<T> };

/** Why a task is not one for this service, for whoever submits it without the provider's own schema. */
export function methodFault(
  task: Task<CompatibleTaskType>,
  methods: DemandingMethods,
): TaskFault | undefined {
  const method: DemandingMethod<CompatibleTaskType> | undefined = methods[task.type];
  const missing = method?.required?.find(
    (field) => Object.getOwnPropertyDescriptor(task, field)?.value === undefined,
  );
  const misfit = missing ?? method?.misfit?.(task)?.field;
  return misfit === undefined
    ? undefined
    : {
        code: 'task-unsupported',
        reason: `the service takes no ${task.type} with this "${misfit}"`,
      };
}
