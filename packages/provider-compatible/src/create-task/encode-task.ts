import type { Task } from '@understudy/core/provider';

import { encodeFields } from '../fields/encode-fields.ts';
import type { Parameters } from '../fields/field-encoder.ts';
import type { CompatibleTaskType } from '../task-types.ts';
import type { CreateTaskMethod, CreateTaskMethods, TaskNames } from './create-task-method.ts';

/** The `task` of createTask, and what its method puts beside it. `extras` stand in every task. */
export function encodeTask(
  task: Task<CompatibleTaskType>,
  { methods, extras = {} }: { readonly methods: CreateTaskMethods; readonly extras?: Parameters },
): Parameters {
  // The task's type is the key under which its method stands, which TypeScript does not follow through a union.
  const method = methods[task.type] as CreateTaskMethod<CompatibleTaskType> | undefined;
  if (method === undefined) throw new TypeError(`no method for tasks of type ${task.type}`);
  const { names, fixed, fields, envelope } = method;
  const type = names === undefined ? {} : { type: nameOf(task, names) };
  return {
    task: { ...type, ...fixed, ...encodeFields(task, fields), ...extras },
    ...envelope?.(task),
  };
}

function nameOf(task: Task<CompatibleTaskType>, names: TaskNames): string {
  const isProxied = 'proxy' in task && task.proxy !== undefined;
  const isEnterprise = 'enterprise' in task && task.enterprise === true;
  const { proxied = names.proxyless, enterpriseProxied = names.enterpriseProxyless } = names;
  const plain = isProxied ? proxied : names.proxyless;
  const enterprise = isProxied ? enterpriseProxied : names.enterpriseProxyless;
  return (isEnterprise ? enterprise : undefined) ?? plain;
}
