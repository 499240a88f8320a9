import { inPhpCodes } from './in-php-codes.ts';
import { inPhpDialect } from './in-php-dialect.ts';

/** 2captcha and the services that copied its first interface: each solve has a price. */
export const twoCaptchaDialect = inPhpDialect({
  defaults: { price: 0.00299, threads: Infinity, retentionMs: 15 * 60_000 },
  maxImageBytes: 100 * 1024,
  codes: inPhpCodes,
  hasBatch: true,
  hasPricedGet: true,
  hasThreadsInfo: false,
  solvedFields: (task) => ({ request: task.init.answer }),
});
