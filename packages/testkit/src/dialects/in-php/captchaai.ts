import { workersUserAgent } from '../../core/solution-of.ts';
import { inPhpCodes } from './in-php-codes.ts';
import { inPhpDialect } from './in-php-dialect.ts';
import { inPhpPayload } from './in-php-payload.ts';

/** CaptchaAI: threads are sold, solves are not counted. */
export const captchaaiDialect = inPhpDialect({
  defaults: { price: 0, threads: 50, retentionMs: 15 * 60_000 },
  maxImageBytes: 1024 * 1024,
  // https://docs.captchaai.com/api/recaptcha-v2.md and its neighbours; hCaptcha has left that list.
  taskTypes: new Set([
    'recaptcha-v2',
    'recaptcha-v3',
    'turnstile',
    'cloudflare-challenge',
    'geetest-v3',
    'geetest-v4',
    'image',
    'grid',
    'bls',
    'friendly-captcha',
    'lemin',
    'captchafox',
  ]),
  // https://docs.captchaai.com/api/api-error-handling: "You don't have free threads."
  codes: { ...inPhpCodes, 'threads-busy': 'ERROR_ZERO_BALANCE' },
  callbackForm: 'query',
  hasBatch: false,
  hasPricedGet: false,
  hasThreadsInfo: true,
  synchronousPath: '/solve.php',
  payload: ({ solution }) =>
    solution.kind === 'lemin'
      ? solution.answer
      : inPhpPayload(solution, (cells) => JSON.stringify(cells)),
  plainText: ({ solution }) =>
    solution.kind === 'clearance'
      ? `cf_clearance=${solution.cfClearance};user_agent=${solution.userAgent}`
      : undefined,
  // Enterprise kinds and clearances come in another field, with the browser that they are bound to.
  solvedFields: ({ isEnterprise, solution }, payload) => {
    if (solution.kind === 'clearance') return { result: payload, user_agent: solution.userAgent };
    return isEnterprise ? { result: payload, user_agent: workersUserAgent } : { request: payload };
  },
});
