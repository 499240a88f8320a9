import { agreed, inferred, single } from './evidence.ts';
import type { Profile } from './profile.ts';
import { twoCaptcha } from './two-captcha.ts';

const hourOfBan = { code: 'address-banned', retryAfterMs: 3_600_000 } as const;

/** rucaptcha.com: 2captcha's engine with accounts of its own, in roubles. */
export const ruCaptcha: Profile = {
  ...twoCaptcha,
  name: 'rucaptcha',
  dialects: {
    'in.php': { ...twoCaptcha.dialects['in.php'], baseUrl: 'https://rucaptcha.com' },
    createTask: { ...twoCaptcha.dialects.createTask, baseUrl: 'https://api.rucaptcha.com' },
  },
  // No price is known in roubles.
  pricing: { kind: 'per-solve' },
  currency: 'RUB',
  errors: { IP_BANNED: hourOfBan, ERROR_IP_BANNED: hourOfBan, ERROR_IP_BLOCKED: hourOfBan },
  // A report that was recorded has been answered by this.
  recordedStatuses: [500],
  evidence: {
    readOn: '2026-11-22',
    claims: {
      ...twoCaptcha.evidence.claims,
      address: agreed('npm @2captcha/captcha-solver 1.3.9; gladyshev/rucaptcha-client'),
      'task-types': inferred('the engine of 2captcha'),
      price: inferred('nobody', 'unknown: give `price`'),
      reports: single('npm rucaptcha-2captcha 2.2.1', 'HTTP 500 is taken for recorded'),
    },
  },
};
