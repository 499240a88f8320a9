import { createTaskMethods } from '../create-task/create-task-methods.ts';
import { batchTaskTypes } from '../in-php/batch-task-types.ts';
import { inPhpMethods } from '../in-php/in-php-methods.ts';
import { compatibleTaskTypes } from '../task-types.ts';
import { about, agreed, documented, inferred, single } from './evidence.ts';
import type { Profile } from './profile.ts';
import { reportsOf } from './reports-of.ts';
import { tokenLifetimesMs } from './token-lifetimes.ts';

/** 2captcha.com. Wire facts from protocols.md, section 2.1, and 2captcha.com/api-docs. */
export const twoCaptcha = {
  name: '2captcha',
  defaultDialect: 'in.php',
  dialects: {
    'in.php': {
      baseUrl: 'https://2captcha.com',
      methods: inPhpMethods,
      submitEncoding: 'urlencoded',
      // The vendor's clients poll by GET; its server merges query and body, which keeps the key out of the URL.
      pollMethod: 'POST',
      asksForPrice: true,
      batch: { maxTickets: 100, taskTypes: batchTaskTypes },
    },
    createTask: {
      baseUrl: 'https://api.2captcha.com',
      methods: createTaskMethods,
      reports: reportsOf(compatibleTaskTypes, {
        accepted: { path: 'reportCorrect' },
        rejected: { path: 'reportIncorrect' },
      }),
      affiliateParameter: 'softId',
      callbackParameter: 'callbackUrl',
    },
  },
  pricing: {
    kind: 'per-solve',
    price: {
      // 2captcha.com/pricing, from public knowledge of November 2026, not seen live: low confidence. An image costs
      // 0.50 to 1.00 by load. Replies correct it by what they bill.
      currency: 'USD',
      perThousand: {
        image: 1,
        turnstile: 1.45,
        'recaptcha-v2': 2.99,
        'recaptcha-v3': 2.99,
        default: 2.99,
      },
    },
  },
  currency: 'USD',
  limits: {
    // More than 60 submits in 3 s are answered by MAX_USER_TURN and a ban of 10 s.
    submits: { count: 60, perMs: 3_000 },
    firstWaitMs: {
      default: 15_000,
      'recaptcha-v2': 15_000,
      'recaptcha-v3': 10_000,
      turnstile: 5_000,
      image: 5_000,
    },
    // 2captcha.com/api-docs/limits; asking more often ends in ERROR: 1005.
    pollFloorMs: 5_000,
    balanceFloorMs: 60_000,
  },
  // An older id is answered by ERROR_WRONG_CAPTCHA_ID.
  retention: { fromAcceptedMs: 900_000 },
  tokenLifetimeMs: tokenLifetimesMs,
  // "100 kB or 600 px"; the sides are left to the service.
  images: { minBytes: 100, maxBytes: 102_400, formats: ['jpeg', 'png', 'gif'] },
  // The price of an unsolvable task is returned.
  unsolvableIsCharged: false,
  refusedStatuses: [],
  evidence: {
    readOn: '2026-11-22',
    claims: {
      address: agreed('2captcha.com/2captcha-api; npm @2captcha/captcha-solver 1.3.9'),
      'task-types': agreed(
        '2captcha.com/api-docs; npm @2captcha/captcha-solver 1.3.9',
        'hCaptcha stands in the client of in.php only, and may be withdrawn',
      ),
      price: inferred('2captcha.com/pricing', 'public knowledge, not seen live'),
      submits: agreed('npm node_two_captcha 1.2.0; npm @2captcha/captcha-solver 1.3.9'),
      waits: documented('2captcha.com/api-docs/limits'),
      polls: documented('2captcha.com/api-docs/limits'),
      balance: documented('2captcha.com/api-docs/limits', 'after ERROR_ZERO_BALANCE'),
      retention: agreed(
        'gladyshev/rucaptcha-client; solvecaptcha.com/ru/support/faq/45',
        'seen of in.php; that createTask keeps as long is inferred',
      ),
      pictures: documented(
        '2captcha.com/2captcha-api',
        '600 px on any side besides; 2captcha.com/api-docs/normal-captcha says 1000 px',
      ),
      unsolvable: agreed('2captcha.com/api-docs/error-codes; npm node_two_captcha 1.2.0'),
      callbacks: documented('2captcha.com/2captcha-api', 'only to hosts that were registered'),
      reports: single('AndreiDrang/python-rucaptcha', 'within 15 minutes'),
      batch: agreed(
        'gladyshev/rucaptcha-client; npm rucaptcha-2captcha 2.2.1',
        'how many at most is inferred',
      ),
      billing: [
        about('in.php', agreed('gladyshev/rucaptcha-client; npm rucaptcha-2captcha 2.2.1')),
        about('createTask', inferred("anti-captcha's dialect")),
      ],
      affiliate: documented('2captcha.com/2captcha-api; 2captcha.com/api-docs/create-task'),
    },
  },
} as const satisfies Profile;
