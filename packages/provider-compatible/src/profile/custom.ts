import { createTaskMethods } from '../create-task/create-task-methods.ts';
import { inPhpMethods } from '../in-php/in-php-methods.ts';
import { antiCaptchaReports } from './anti-captcha-reports.ts';
import { about, inferred } from './evidence.ts';
import type { Profile } from './profile.ts';
import { tokenLifetimesMs } from './token-lifetimes.ts';

/** A service without a profile of its own: what the family has in common, to be corrected by options. */
export const custom: Profile = {
  name: 'custom',
  defaultDialect: 'in.php',
  dialects: {
    'in.php': { methods: inPhpMethods, submitEncoding: 'urlencoded', pollMethod: 'POST' },
    createTask: {
      methods: createTaskMethods,
      reports: antiCaptchaReports,
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
      callbacks: inferred('the family of 2captcha', 'to be corrected by `callsBack`'),
      reports: inferred('the family of 2captcha'),
      billing: about('createTask', inferred("anti-captcha's dialect")),
      affiliate: inferred('the family of 2captcha'),
    },
  },
};
