import { inPhpMethods } from '../in-php/in-php-methods.ts';
import { inferred, single } from './evidence.ts';
import type { Profile } from './profile.ts';
import { twoCaptcha } from './two-captcha.ts';

const faq = 'solvecaptcha.com/ru/support/faq/45';

/** solvecaptcha.com: software of 2captcha's family. Its host is not confirmed. */
export const solveCaptcha: Profile = {
  ...twoCaptcha,
  name: 'solvecaptcha',
  dialects: {
    'in.php': {
      baseUrl: 'https://api.solvecaptcha.com',
      methods: inPhpMethods,
      submitEncoding: 'urlencoded',
      pollMethod: 'POST',
    },
  },
  pricing: { kind: 'per-solve' },
  evidence: {
    readOn: '2026-11-22',
    claims: {
      address: inferred('solvecaptcha.com', 'the host is not confirmed'),
      'task-types': inferred(faq, 'the software of 2captcha; GeeTest stands in its own demo'),
      price: inferred('nobody', 'unknown: give `price`'),
      submits: inferred('the family of 2captcha'),
      waits: inferred('the family of 2captcha'),
      polls: inferred('the family of 2captcha'),
      balance: inferred('the family of 2captcha'),
      retention: single(faq),
      pictures: inferred('the family of 2captcha'),
      unsolvable: inferred('the family of 2captcha'),
      callbacks: inferred('the family of 2captcha'),
      reports: single(faq, 'within 15 minutes of the upload; refunds after a dispute of 2 days'),
      affiliate: inferred('the family of 2captcha'),
    },
  },
};
