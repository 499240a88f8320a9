import type { Task } from '@understudy/core/provider';

import { createTaskDialect } from '../create-task/create-task-dialect.ts';
import { inPhpDialect } from '../in-php/in-php-dialect.ts';
import type { DialectName, Profile } from '../profile/profile.ts';
import { type CompatibleSchemas, taskTypesOf } from '../profile/task-types-of.ts';
import type { CompatibleTaskType } from '../task-types.ts';
import type { Dialect } from './wire-call.ts';

export interface DialectChoice {
  readonly profile: Profile;
  readonly dialect: DialectName;
  readonly providerId: string;
  readonly softId?: string | number | undefined;
}

export interface OpenedDialect {
  readonly dialect: Dialect<Task<CompatibleTaskType>>;
  readonly taskTypes: CompatibleSchemas;
  /** Where the profile says that the service answers. */
  readonly baseUrl?: string | undefined;
}

/** The dialect of a profile, ready to write and read; undefined when the service does not speak it. */
export function openDialect({
  profile,
  dialect,
  providerId,
  softId,
}: DialectChoice): OpenedDialect | undefined {
  const inPhp = dialect === 'in.php' ? profile.dialects['in.php'] : undefined;
  if (inPhp !== undefined) {
    const taskTypes = taskTypesOf({ providerId, methods: inPhp.methods });
    return {
      dialect: inPhpDialect({ settings: inPhp, softId }),
      taskTypes,
      baseUrl: inPhp.baseUrl,
    };
  }
  const createTask = dialect === 'createTask' ? profile.dialects.createTask : undefined;
  if (createTask === undefined) return undefined;
  const taskTypes = taskTypesOf({ providerId, methods: createTask.methods });
  return {
    dialect: createTaskDialect({ settings: createTask, softId }),
    taskTypes,
    baseUrl: createTask.baseUrl,
  };
}
