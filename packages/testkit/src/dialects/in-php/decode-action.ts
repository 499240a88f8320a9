import type { Refusal } from '../../core/refusal.ts';
import type { Endpoint, ServiceCall } from '../../core/service-call.ts';
import type { InPhpProfile } from './in-php-profile.ts';

const maxBatch = 500;

/** Reads what is asked of res.php. */
export function decodeAction(
  fields: ReadonlyMap<string, string>,
  profile: InPhpProfile,
): ServiceCall {
  const apiKey = fields.get('key') ?? '';
  const taskId = fields.get('id')?.trim();
  const action = fields.get('action');
  switch (action) {
    case 'get': {
      const taskIds = profile.hasBatch ? fields.get('ids')?.split(',', maxBatch) : undefined;
      if (taskIds !== undefined && taskId === undefined) {
        return { kind: 'poll', apiKey, taskIds: taskIds.map((one) => one.trim()) };
      }
      return poll();
    }
    case 'get2':
      return profile.hasPricedGet ? poll() : unacceptable('poll', 'action-unknown');
    case 'getbalance':
      return { kind: 'balance', apiKey };
    case 'threadsinfo':
      return profile.hasThreadsInfo
        ? { kind: 'capacity', apiKey }
        : unacceptable('balance', 'action-unknown');
    case 'reportgood':
    case 'reportbad': {
      if (taskId === undefined) return unacceptable('report', 'task-id-malformed');
      const judgement = action === 'reportgood' ? 'accepted' : 'rejected';
      return { kind: 'report', apiKey, taskId, judgement };
    }
    default:
      return unacceptable('poll', action ? 'action-unknown' : 'action-missing');
  }

  function poll(): ServiceCall {
    return taskId === undefined
      ? unacceptable('poll', 'task-id-malformed')
      : { kind: 'poll', apiKey, taskIds: [taskId] };
  }

  function unacceptable(endpoint: Endpoint, refusal: Refusal): ServiceCall {
    return { kind: 'unacceptable', endpoint, apiKey, refusal };
  }
}
