import type { JsonValue } from '@understudy/core/provider';

import { textFields } from '../samples/known-samples.ts';
import type { ServiceWire, SolvedAtService } from './service-wire.ts';
import type { WireAnswer } from './wire-answer.ts';

const error = (errorCode: string, errorId: JsonValue = 1): WireAnswer => ({
  json: { errorId, errorCode, errorDescription: 'see the documentation' },
});

/** Pictures are answered by `text`, reCAPTCHA by `gRecaptchaResponse`, everything else by `token`. */
function solutionOf({ taskType, answer, userAgent }: SolvedAtService): JsonValue {
  const extras: { [name: string]: JsonValue } = userAgent === undefined ? {} : { userAgent };
  if (textFields[taskType] === 'text') return { text: answer, ...extras };
  const isRecaptcha = taskType.startsWith('recaptcha') || taskType === 'hcaptcha';
  return { [isRecaptcha ? 'gRecaptchaResponse' : 'token']: answer, ...extras };
}

const ready = (
  task: SolvedAtService,
  extra: { readonly [name: string]: JsonValue } = {},
): WireAnswer => ({
  json: {
    errorId: 0,
    status: 'ready',
    solution: solutionOf(task),
    ...(task.priceUsd === undefined ? {} : { cost: String(task.priceUsd) }),
    ...extra,
  },
});

const solvedSoFar: SolvedAtService = { id: '1', taskType: 'turnstile', answer: 'a-token' };

/** How the services that speak createTask and getTaskResult answer; the fake reads the requests. */
export const createTaskWords = (words: ServiceWire['words']): Omit<ServiceWire, 'read'> => ({
  words,
  says: { userAgent: true, price: 'in-some-currency' },
  accepted: ({ id }) => ({ json: { errorId: 0, taskId: id } }),
  acceptedWithNumber: (digits) => ({
    text: `{"errorId":0,"taskId":${digits}}`,
    headers: { 'content-type': 'application/json' },
  }),
  pending: () => ({ json: { errorId: 0, status: 'processing' } }),
  otherPending: [error('CAPCHA_NOT_READY', 0), error('CAPTCHA_NOT_READY', 1)],
  solved: (task) => ready(task),
  otherSolved: (task) => [ready(task, { errorId: '0' }), ready(task, { errorId: false })],
  unsolvable: () => error('ERROR_CAPTCHA_UNSOLVABLE', 12),
  refused: (word) => error(word),
  notSolved: [
    // An error is an error, whatever stands beside it (protocol faults P30, P31).
    ready(solvedSoFar, { errorId: 1, errorCode: 'ERROR_CAPTCHA_UNSOLVABLE' }),
    ready(solvedSoFar, { errorId: 0, errorCode: 'ERROR_CAPTCHA_UNSOLVABLE' }),
    ready(solvedSoFar, { errorId: 12 }),
    { json: { errorId: 0, status: 'queued', solution: { token: 'a-token' } } },
    { json: { errorId: 0, status: 'ready' } },
    { json: { errorId: 0, status: 'ready', solution: null } },
    { json: { errorId: 0, status: 'ready', solution: {} } },
    {
      json: {
        errorId: 0,
        status: 'ready',
        solution: { token: '', gRecaptchaResponse: '', text: '' },
      },
    },
    { json: { errorId: 0 } },
  ],
  reported: () => ({ json: { errorId: 0, status: 'success' } }),
  reportRefusal: 'ERROR_NO_SUCH_CAPCHA_ID',
  balance: ({ amount }) => ({ json: { errorId: 0, balance: amount } }),
  noBalance: [
    { json: { errorId: 0, balance: 'NaN' } },
    { json: { errorId: 0 } },
    { text: '<html>balance</html>' },
  ],
  callback: ({ id, url }) => [
    {
      method: 'POST',
      url,
      contentType: 'application/json',
      body: JSON.stringify({ errorId: 0, taskId: id, status: 'ready', solution: { token: 'x' } }),
    },
  ],
});
