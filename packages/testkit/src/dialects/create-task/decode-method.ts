import type { FakeTaskType } from '../../core/fake-task-type.ts';
import type { ServiceCall } from '../../core/service-call.ts';
import { fieldsOf } from '../json-object.ts';
import type { WireStyle } from '../wire-style.ts';
import { decodeTask } from './decode-task.ts';

const judgements: ReadonlyMap<string, 'accepted' | 'rejected'> = new Map([
  ['/reportCorrect', 'accepted'],
  ['/reportCorrectRecaptcha', 'accepted'],
  ['/reportIncorrect', 'rejected'],
  ['/reportIncorrectRecaptcha', 'rejected'],
  ['/reportIncorrectHcaptcha', 'rejected'],
  ['/reportIncorrectTokenCaptcha', 'rejected'],
  ['/reportIncorrectImageCaptcha', 'rejected'],
]);

/** What machines recognise at once. */
const recognitionTypes: ReadonlySet<FakeTaskType> = new Set(['image', 'grid', 'bls']);

/** Reads a method call. */
export function decodeMethod(
  path: string,
  fields: ReadonlyMap<string, unknown>,
  { instantResults }: Pick<WireStyle, 'instantResults'>,
): ServiceCall {
  const apiKey = textOf(fields.get('clientKey'));
  const taskId = textOf(fields.get('taskId'));
  switch (path) {
    case '/createTask': {
      const task = decodeTask(fields.get('task'));
      if (typeof task === 'string')
        return { kind: 'unacceptable', endpoint: 'submit', apiKey, refusal: task };
      const isSynchronous = instantResults && recognitionTypes.has(task.type);
      const callbackUrl = textOf(fields.get('callbackUrl')) || undefined;
      return { kind: 'submit', apiKey, task, isSynchronous, callbackUrl };
    }
    case '/getTaskResult':
      return { kind: 'poll', apiKey, taskIds: [taskId] };
    case '/getBalance':
      return { kind: 'balance', apiKey };
    default: {
      const judgement = judgements.get(path) ?? feedbackOf(path, fields);
      return judgement === undefined
        ? { kind: 'unacceptable', endpoint: 'balance', apiKey, refusal: 'action-unknown' }
        : { kind: 'report', apiKey, taskId, judgement };
    }
  }
}

/** CapSolver has one method for both; where in it the verdict stands is not certain. */
function feedbackOf(
  path: string,
  fields: ReadonlyMap<string, unknown>,
): 'accepted' | 'rejected' | undefined {
  if (path !== '/feedbackTask') return undefined;
  const isInvalid = fields.get('invalid') ?? fieldsOf(fields.get('result')).get('invalid');
  return isInvalid === true ? 'rejected' : 'accepted';
}

/** Some clients send ids as numbers, though they were given text. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
