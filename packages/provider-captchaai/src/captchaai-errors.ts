import type { ErrorTable } from '@understudy/provider-compatible';

const allThreadsBusy = { code: 'at-capacity', retryAfterMs: 5_000 } as const;
const bannedForFiveMinutes = { code: 'address-banned', retryAfterMs: 300_000 } as const;

/** Where CaptchaAI's codes mean something else than the same codes at 2captcha (protocols.md, sections 1.7 and 1.8). */
export const captchaaiErrors = {
  // "NO AVAILABLE THREADS" (docs.captchaai.com/pages/err_handling): nothing to do with money.
  ERROR_ZERO_BALANCE: allThreadsBusy,
  ERROR_NO_SLOT_AVAILABLE: allThreadsBusy,
  // After too many calls with a wrong key (docs.captchaai.com/api/api-error-handling).
  IP_BANNED: bannedForFiveMinutes,
  ERROR_IP_BANNED: bannedForFiveMinutes,
  ERROR_IP_BLOCKED: bannedForFiveMinutes,
} as const satisfies ErrorTable;
