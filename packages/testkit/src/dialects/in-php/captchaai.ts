import { inPhpCodes } from './in-php-codes.ts';
import { inPhpDialect } from './in-php-dialect.ts';

const userAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

/** CaptchaAI: threads are sold, solves are not counted. */
export const captchaaiDialect = inPhpDialect({
  defaults: { price: 0, threads: 50, retentionMs: 15 * 60_000 },
  maxImageBytes: 1024 * 1024,
  // https://docs.captchaai.com/api/api-error-handling: "You don't have free threads."
  codes: { ...inPhpCodes, 'threads-busy': 'ERROR_ZERO_BALANCE' },
  hasBatch: false,
  hasPricedGet: false,
  hasThreadsInfo: true,
  synchronousPath: '/solve.php',
  // Enterprise kinds come in another field, with the browser that the token is bound to.
  solvedFields: ({ init }) =>
    init.isEnterprise ? { result: init.answer, user_agent: userAgent } : { request: init.answer },
});
