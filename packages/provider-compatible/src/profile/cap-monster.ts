import { capMonsterMethods } from '../create-task/cap-monster-methods.ts';
import { inPhpMethods } from '../in-php/in-php-methods.ts';
import { about, documented, inferred, single } from './evidence.ts';
import { pickMethods } from './pick-methods.ts';
import type { Profile } from './profile.ts';
import { reportsOf } from './reports-of.ts';
import { tokenLifetimesMs } from './token-lifetimes.ts';

const docs = 'docs.capmonster.cloud';

/** capmonster.cloud. Wire facts from its documentation and from npm @zennolab_com/capmonstercloud-client 2.6.1. */
export const capMonster = {
  name: 'capmonster',
  defaultDialect: 'createTask',
  dialects: {
    'in.php': {
      baseUrl: 'https://api.capmonster.cloud',
      methods: pickMethods(inPhpMethods, ['recaptcha-v2', 'recaptcha-v3', 'image', 'raw']),
      submitEncoding: 'urlencoded',
      pollMethod: 'POST',
      uncached: { nocache: 1 },
    },
    createTask: {
      baseUrl: 'https://api.capmonster.cloud',
      methods: capMonsterMethods,
      reports: {
        ...reportsOf(
          ['recaptcha-v2', 'recaptcha-v3', 'turnstile', 'geetest-v3', 'geetest-v4', 'amazon-waf'],
          { rejected: { path: 'reportIncorrectTokenCaptcha' } },
        ),
        image: { rejected: { path: 'reportIncorrectImageCaptcha' } },
      },
      affiliateParameter: 'softId',
      callbackParameter: 'callbackUrl',
      uncached: { nocache: true },
    },
  },
  pricing: {
    kind: 'per-solve',
    price: {
      currency: 'USD',
      perThousand: {
        image: 0.3,
        'recaptcha-v2': 0.6,
        'recaptcha-v3': 0.9,
        turnstile: 1.3,
        'geetest-v3': 1.2,
        'geetest-v4': 1.2,
        'amazon-waf': 2,
        default: 2,
      },
    },
  },
  currency: 'USD',
  limits: {
    // Its own client starts after 1 s for tokens and 350 ms for pictures.
    firstWaitMs: { default: 2_000, image: 500, grid: 500, bls: 500 },
    // The account is locked for 10 minutes by whoever asks more often, or more often than that in all.
    pollFloorMs: 2_000,
    maxPolls: 120,
    balanceFloorMs: 60_000,
  },
  // "Usually".
  retention: { fromAcceptedMs: 300_000 },
  tokenLifetimeMs: tokenLifetimesMs,
  images: { maxBytes: 51_200 },
  unsolvableIsCharged: false,
  refusedStatuses: [],
  pendingStatuses: [503],
  evidence: {
    readOn: '2026-11-22',
    claims: {
      address: documented(docs),
      'task-types': [
        about(
          'createTask',
          documented(
            docs,
            'a cf_clearance wants `pageHtml` and `userAgent`; Friendly Captcha by `raw`',
          ),
        ),
        about(
          'in.php',
          inferred(
            'the family of 2captcha',
            'only some methods are served, and no page says which',
          ),
        ),
      ],
      price: inferred('capmonster.cloud', 'public knowledge, not seen live'),
      waits: documented('npm @zennolab_com/capmonstercloud-client 2.6.1'),
      polls: documented(docs),
      balance: inferred(
        'the family of 2captcha',
        'polling an empty account is banned for 10 minutes',
      ),
      retention: documented(docs, '"usually"'),
      pictures: documented(docs),
      unsolvable: inferred(docs, 'no evidence of a charge'),
      callbacks: [
        about('createTask', documented(docs, 'must be taken within 2 s')),
        about('in.php', inferred('the family of 2captcha')),
      ],
      reports: [
        about('createTask', documented(docs, 'a signal of quality, no refund')),
        about('in.php', inferred('the family of 2captcha')),
      ],
      billing: about('createTask', inferred("anti-captcha's dialect")),
      affiliate: [
        about('createTask', single('npm @zennolab_com/capmonstercloud-client 2.6.1')),
        about('in.php', inferred('the family of 2captcha')),
      ],
    },
  },
} as const satisfies Profile;
