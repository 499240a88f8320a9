import { createTaskMethods } from '../create-task/create-task-methods.ts';
import { inPhpMethods } from '../in-php/in-php-methods.ts';
import { inferred } from './evidence.ts';
import type { Profile } from './profile.ts';
import { reportsOf } from './reports-of.ts';
import { tokenLifetimesMs } from './token-lifetimes.ts';

/** A service without a profile of its own: what the family has in common, to be corrected by options. */
export const custom: Profile = {
  name: 'custom',
  defaultDialect: 'in.php',
  dialects: {
    'in.php': { methods: inPhpMethods, submitEncoding: 'urlencoded', pollMethod: 'POST' },
    createTask: {
      methods: createTaskMethods,
      // anti-captcha's names, which imitations share; 2captcha takes them as aliases (2captcha.com/api-docs/other-methods).
      reports: {
        ...reportsOf(['recaptcha-v2', 'recaptcha-v3'], {
          accepted: { path: 'reportCorrectRecaptcha' },
          rejected: { path: 'reportIncorrectRecaptcha' },
        }),
        image: { rejected: { path: 'reportIncorrectImageCaptcha' } },
      },
      affiliateParameter: 'softId',
      callbackParameter: 'callbackUrl',
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
  evidence: {
    readOn: '2026-11-22',
    claims: {
      'task-types': inferred(
        'the family of 2captcha',
        'name those that the service has: `taskTypes`',
      ),
      waits: inferred('the family of 2captcha', 'to be corrected by `timing`'),
      polls: inferred('the family of 2captcha', 'to be corrected by `timing`'),
      balance: inferred('the family of 2captcha'),
      unsolvable: inferred('the family of 2captcha', 'to be corrected by `unsolvableIsCharged`'),
    },
  },
};
