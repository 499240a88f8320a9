import type { Task } from '@understudy/core/provider';
import { inMemoryTransport } from '@understudy/core/testing';

import { compatible } from '../compatible.ts';
import type { ProfileCorrections } from '../compatible-options.ts';
import type { ProfileName } from '../profile/profiles.ts';
import type { CompatibleTaskType } from '../task-types.ts';
import { apiKey } from './account.ts';
import { callContext } from './call-context.ts';

export interface WrittenSubmit extends ProfileCorrections {
  readonly profile: Exclude<ProfileName, 'custom'>;
  readonly softId?: string;
  readonly callbackUrl?: string;
}

/** What a profile sends to createTask, as the service reads it. */
export async function writtenSubmit(
  task: Task<CompatibleTaskType>,
  { callbackUrl, ...options }: WrittenSubmit,
): Promise<unknown> {
  const transport = inMemoryTransport(() => ({ body: '{"errorId":0,"taskId":7}' }));
  const provider = compatible({ ...options, dialect: 'createTask', apiKey, transport });
  await provider.submit(task, callContext(callbackUrl === undefined ? {} : { callbackUrl }));
  const { body } = transport.requests[0] ?? {};
  return typeof body === 'string' ? JSON.parse(body) : undefined;
}

/** The `task` of {@link writtenSubmit}. */
export const writtenTask = async (
  task: Task<CompatibleTaskType>,
  options: WrittenSubmit,
): Promise<unknown> => Object(await writtenSubmit(task, options)).task;
