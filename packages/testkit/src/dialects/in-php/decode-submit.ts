import type { Refusal } from '../../core/refusal.ts';
import type { ServiceCall, SubmittedTask } from '../../core/service-call.ts';
import type { Parameters } from '../parameters.ts';
import { formTaskType, readFormTask } from './form-task.ts';
import type { InPhpProfile } from './in-php-profile.ts';

/** Reads what is asked of in.php, or of the path that answers at once. */
export function decodeSubmit(
  parameters: Parameters,
  { profile, isSynchronous }: { readonly profile: InPhpProfile; readonly isSynchronous: boolean },
): ServiceCall {
  const { fields } = parameters;
  const apiKey = fields.get('key') ?? '';
  const task = readTask();
  if (typeof task === 'string')
    return { kind: 'unacceptable', endpoint: 'submit', apiKey, refusal: task };
  return { kind: 'submit', apiKey, task, isSynchronous, callbackUrl: fields.get('pingback') };

  function readTask(): SubmittedTask | Refusal {
    const type = formTaskType(parameters);
    if (type === undefined || !profile.taskTypes.has(type)) return 'task-type-unknown';
    return readFormTask(type, parameters, profile.maxImageBytes);
  }
}
