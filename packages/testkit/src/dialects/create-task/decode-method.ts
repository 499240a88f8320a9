import type { ServiceCall } from '../../core/service-call.ts';
import { decodeTask } from './decode-task.ts';

const judgements: ReadonlyMap<string, 'accepted' | 'rejected'> = new Map([
  ['/reportCorrect', 'accepted'],
  ['/reportCorrectRecaptcha', 'accepted'],
  ['/reportIncorrect', 'rejected'],
  ['/reportIncorrectRecaptcha', 'rejected'],
  ['/reportIncorrectTokenCaptcha', 'rejected'],
  ['/reportIncorrectImageCaptcha', 'rejected'],
]);

/** Reads a method call. */
export function decodeMethod(path: string, fields: ReadonlyMap<string, unknown>): ServiceCall {
  const apiKey = textOf(fields.get('clientKey'));
  const taskId = textOf(fields.get('taskId'));
  switch (path) {
    case '/createTask': {
      const task = decodeTask(fields.get('task'));
      return typeof task === 'string'
        ? { kind: 'unacceptable', endpoint: 'submit', apiKey, refusal: task }
        : { kind: 'submit', apiKey, task, isSynchronous: false };
    }
    case '/getTaskResult':
      return { kind: 'poll', apiKey, taskIds: [taskId] };
    case '/getBalance':
      return { kind: 'balance', apiKey };
    default: {
      const judgement = judgements.get(path);
      return judgement === undefined
        ? { kind: 'unacceptable', endpoint: 'balance', apiKey, refusal: 'action-unknown' }
        : { kind: 'report', apiKey, taskId, judgement };
    }
  }
}

/** Some clients send ids as numbers, though they were given text. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
