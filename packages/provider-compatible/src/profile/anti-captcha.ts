import { antiCaptchaMethods } from '../create-task/anti-captcha-methods.ts';
import { inPhpMethods } from '../in-php/in-php-methods.ts';
import { antiCaptchaReports } from './anti-captcha-reports.ts';
import { about, documented, inferred } from './evidence.ts';
import { pickMethods } from './pick-methods.ts';
import type { Profile } from './profile.ts';
import { tokenLifetimesMs } from './token-lifetimes.ts';

const docs = 'anti-captcha.com/apidoc';

/** anti-captcha.com, which gave the dialect createTask its names. */
export const antiCaptcha = {
  name: 'anti-captcha',
  defaultDialect: 'createTask',
  dialects: {
    'in.php': {
      baseUrl: 'https://anti-captcha.com',
      methods: pickMethods(inPhpMethods, ['image']),
      submitEncoding: 'urlencoded',
      pollMethod: 'POST',
    },
    createTask: {
      baseUrl: 'https://api.anti-captcha.com',
      methods: antiCaptchaMethods,
      reports: {
        ...antiCaptchaReports,
        hcaptcha: { rejected: { path: 'reportIncorrectHcaptcha' } },
      },
      affiliateParameter: 'softId',
      callbackParameter: 'callbackUrl',
    },
  },
  pricing: {
    kind: 'per-solve',
    price: {
      currency: 'USD',
      perThousand: {
        image: 0.7,
        'recaptcha-v2': 2,
        'recaptcha-v3': 2,
        turnstile: 2,
        'geetest-v3': 1.8,
        'geetest-v4': 1.8,
        'amazon-waf': 2,
        default: 3,
      },
    },
  },
  currency: 'USD',
  limits: {
    // Its own client waits 5 s, and asks every 2 s from then on.
    firstWaitMs: 5_000,
    pollFloorMs: 2_000,
    balanceFloorMs: 30_000,
  },
  retention: { afterSolvedMs: 60_000 },
  tokenLifetimeMs: tokenLifetimesMs,
  images: { maxBytes: 500_000 },
  unsolvableIsCharged: true,
  refusedStatuses: [],
  evidence: {
    readOn: '2026-11-22',
    claims: {
      address: documented(docs),
      'task-types': documented(
        `${docs}/task-types`,
        'AntiBotCookieTask wants a subscription; in.php takes images only',
      ),
      price: inferred('anti-captcha.com', 'public knowledge, not seen live'),
      waits: documented('npm @antiadmin/anticaptchaofficial 1.0.56'),
      polls: documented('npm @antiadmin/anticaptchaofficial 1.0.56'),
      balance: documented(`${docs}/methods/getBalance`),
      retention: documented(`${docs}/errors`, 'an older text says 5 minutes from the upload'),
      pictures: documented(`${docs}/errors`),
      unsolvable: documented(`${docs}/errors`, 'after five workers'),
      callbacks: [
        about('createTask', documented(`${docs}/methods/createTask`)),
        about('in.php', inferred('the family of 2captcha', 'its page names none')),
      ],
      reports: [
        about('createTask', documented(`${docs}/methods`, 'within 60 s; a refund is not certain')),
        about('in.php', inferred('the family of 2captcha', 'its page names none')),
      ],
      billing: about('createTask', documented(`${docs}/methods/getTaskResult`)),
      affiliate: documented(`${docs}/methods/createTask; ${docs}/articles/legacy-api-v1`),
    },
  },
} as const satisfies Profile;
