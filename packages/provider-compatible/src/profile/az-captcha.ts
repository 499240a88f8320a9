import { inPhpMethods } from '../in-php/in-php-methods.ts';
import { inferred, single } from './evidence.ts';
import { pickMethods } from './pick-methods.ts';
import type { Profile } from './profile.ts';
import { twoCaptcha } from './two-captcha.ts';

/** azcaptcha.com. Little of it is known: only what every imitation of 2captcha has is declared. */
export const azCaptcha: Profile = {
  ...twoCaptcha,
  name: 'azcaptcha',
  dialects: {
    'in.php': {
      baseUrl: 'https://azcaptcha.com',
      methods: pickMethods(inPhpMethods, ['recaptcha-v2', 'recaptcha-v3', 'image', 'raw']),
      submitEncoding: 'urlencoded',
      pollMethod: 'POST',
    },
  },
  pricing: { kind: 'per-solve' },
  retention: {},
  images: {},
  evidence: {
    readOn: '2026-11-22',
    claims: {
      address: single('clients on GitHub', 'they write http; https is inferred'),
      'task-types': inferred('the family of 2captcha'),
      price: inferred('nobody', 'unknown, and some plans sell threads: give `price`'),
      submits: inferred('the family of 2captcha'),
      waits: inferred('the family of 2captcha'),
      polls: inferred('the family of 2captcha'),
      balance: inferred('the family of 2captcha'),
      unsolvable: inferred('the family of 2captcha'),
      callbacks: inferred('the family of 2captcha'),
      reports: inferred('the family of 2captcha'),
      affiliate: inferred('the family of 2captcha'),
    },
  },
};
