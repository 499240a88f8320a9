import { fakeTaskTypes } from '../../core/fake-task-type.ts';
import { inPhpCodes } from './in-php-codes.ts';
import { inPhpDialect } from './in-php-dialect.ts';
import { inPhpPayload } from './in-php-payload.ts';

/** Challenge pages go through `turnstile` there. */
const unknownTypes: readonly string[] = ['cloudflare-challenge', 'bls'];

/** 2captcha and the services that copied its first interface: each solve has a price. */
export const twoCaptchaDialect = inPhpDialect({
  defaults: { price: 0.00299, threads: Infinity, retentionMs: 15 * 60_000 },
  maxImageBytes: 100 * 1024,
  taskTypes: new Set(fakeTaskTypes.filter((type) => !unknownTypes.includes(type))),
  codes: inPhpCodes,
  callbackForm: 'form',
  hasBatch: true,
  hasPricedGet: true,
  hasThreadsInfo: false,
  payload: ({ solution }) => inPhpPayload(solution, (cells) => `click:${cells.join('/')}`),
  solvedFields: (_task, payload) => ({ request: payload }),
});
