import { inPhpMethods } from '../in-php/in-php-methods.ts';
import { documented, inferred } from './evidence.ts';
import { pickMethods } from './pick-methods.ts';
import type { Profile } from './profile.ts';
import { twoCaptcha } from './two-captcha.ts';

const codes = 'docs.cap.guru/en/api/code_error.html';

/** cap.guru, which is reached by http and asks for 10 s between polls. */
export const capGuru: Profile = {
  ...twoCaptcha,
  name: 'cap-guru',
  dialects: {
    'in.php': {
      baseUrl: 'http://api2.cap.guru',
      methods: pickMethods(inPhpMethods, [
        'recaptcha-v2',
        'recaptcha-v3',
        'turnstile',
        'image',
        'raw',
      ]),
      submitEncoding: 'urlencoded',
      pollMethod: 'POST',
      // Not a picture.
      refusedAnswers: ['notpic'],
    },
  },
  pricing: { kind: 'per-solve' },
  limits: { firstWaitMs: 10_000, pollFloorMs: 10_000, balanceFloorMs: 60_000 },
  retention: {},
  images: {},
  errors: { NOTPIC: { code: 'task-invalid', charged: { poll: 'no' } } },
  evidence: {
    readOn: '2026-11-22',
    claims: {
      address: documented('docs.cap.guru', 'http: the key travels in the clear'),
      'task-types': inferred('the family of 2captcha'),
      price: inferred('nobody', 'unknown: give `price`'),
      waits: documented(codes),
      polls: documented(codes),
      balance: inferred('the family of 2captcha'),
      unsolvable: inferred('the family of 2captcha'),
      callbacks: inferred('the family of 2captcha'),
      reports: inferred('the family of 2captcha'),
      affiliate: inferred('the family of 2captcha'),
    },
  },
};
