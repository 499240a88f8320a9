import type { Task, TaskOf } from '@understudy/core/provider';

import type { FieldEncoders, Parameters } from '../fields/field-encoder.ts';
import type { Misfit } from '../service/method-fault.ts';
import type { CompatibleTaskType } from '../task-types.ts';

/** The names of a task type, by who opens the page and by edition. A service without a name for proxies takes none. */
export interface TaskNames {
  readonly proxyless: string;
  readonly proxied?: string | undefined;
  readonly enterpriseProxyless?: string | undefined;
  readonly enterpriseProxied?: string | undefined;
}

/** How a task type is submitted to createTask. */
export interface CreateTaskMethod<T extends CompatibleTaskType> {
  /** Absent where a field says the name. */
  readonly names?: TaskNames | undefined;
  /** Sent in every `task` of the type, where the fields say nothing else. */
  readonly fixed?: Parameters | undefined;
  readonly fields: FieldEncoders<T>;
  /** Fields that a task may lack, and that the service wants all the same. */
  readonly required?: readonly (keyof TaskOf<T> & string)[] | undefined;
  /** What stands beside the `task` instead of in it. */
  envelope?(task: Task<T>): Parameters;
  /** Names what a service would refuse by a field's value; such tasks are not declared to be supported. */
  misfit?(task: Task<T>): Misfit | undefined;
}

/** The task types of a service, each with its method. */
export type CreateTaskMethods = { readonly [T in CompatibleTaskType]?: CreateTaskMethod<T> };
