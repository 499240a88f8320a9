import { createTaskMethods } from '../create-task/create-task-methods.ts';
import { inPhpMethods } from '../in-php/in-php-methods.ts';
import type { Profile } from './profile.ts';
import { tokenLifetimesMs } from './token-lifetimes.ts';

// anti-captcha's names, which imitations share; 2captcha takes them as aliases (2captcha.com/api-docs/other-methods).
const tokenReports = {
  accepted: 'reportCorrectRecaptcha',
  rejected: 'reportIncorrectRecaptcha',
} as const;

/** A service without a profile of its own: what the family has in common, to be corrected by options. */
export const custom: Profile = {
  name: 'custom',
  defaultDialect: 'in.php',
  dialects: {
    'in.php': { methods: inPhpMethods, submitEncoding: 'urlencoded', pollMethod: 'POST' },
    createTask: {
      methods: createTaskMethods,
      reportPaths: {
        'recaptcha-v2': tokenReports,
        'recaptcha-v3': tokenReports,
        image: { rejected: 'reportIncorrectImageCaptcha' },
      },
      affiliateParameter: 'softId',
    },
  },
  pricing: { kind: 'per-solve' },
  limits: {
    firstWaitMs: {
      default: 15_000,
      'recaptcha-v2': 15_000,
      'recaptcha-v3': 10_000,
      turnstile: 5_000,
      image: 5_000,
    },
    pollFloorMs: 5_000,
    balanceFloorMs: 60_000,
  },
  retention: {},
  tokenLifetimeMs: tokenLifetimesMs,
  images: {},
  unsolvableIsCharged: false,
  refusedStatuses: [],
};
