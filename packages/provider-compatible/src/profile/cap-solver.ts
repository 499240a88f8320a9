import { capSolverMethods } from '../create-task/cap-solver-methods.ts';
import { compatibleTaskTypes } from '../task-types.ts';
import { documented, inferred, single } from './evidence.ts';
import type { Profile } from './profile.ts';
import { reportsOf } from './reports-of.ts';
import { tokenLifetimesMs } from './token-lifetimes.ts';

const docs = 'docs.capsolver.com/guide';

/** capsolver.com, which was captchaai.io once. */
export const capSolver = {
  name: 'capsolver',
  defaultDialect: 'createTask',
  dialects: {
    createTask: {
      baseUrl: 'https://api.capsolver.com',
      methods: capSolverMethods,
      reports: reportsOf(compatibleTaskTypes, {
        // Whether the verdict stands in a `result` is not certain: it stands in both places.
        accepted: {
          path: 'feedbackTask',
          parameters: { invalid: false, result: { invalid: false } },
        },
        rejected: {
          path: 'feedbackTask',
          parameters: { invalid: true, result: { invalid: true } },
        },
      }),
      affiliateParameter: 'appId',
      callbackParameter: 'callbackUrl',
    },
  },
  pricing: {
    kind: 'per-solve',
    price: {
      currency: 'USD',
      perThousand: {
        image: 0.4,
        grid: 0.5,
        'recaptcha-v2': 0.8,
        'recaptcha-v3': 1,
        turnstile: 1.2,
        'cloudflare-challenge': 1.2,
        'geetest-v3': 1.2,
        'geetest-v4': 1.2,
        'amazon-waf': 2,
        default: 3,
      },
    },
  },
  currency: 'USD',
  // Pictures are answered within createTask.
  limits: { firstWaitMs: 3_000, pollFloorMs: 3_000, maxPolls: 120, balanceFloorMs: 60_000 },
  retention: { fromAcceptedMs: 300_000 },
  tokenLifetimeMs: tokenLifetimesMs,
  images: {},
  unsolvableIsCharged: false,
  // Its errors come with 400 and 401, and with a code that says more.
  refusedStatuses: [400, 401],
  evidence: {
    readOn: '2026-11-22',
    claims: {
      address: documented(docs),
      'task-types': documented(
        docs,
        'cells of a grid are counted from 0 by inference; a grid is asked for by the id of its question',
      ),
      price: inferred('capsolver.com', 'public knowledge, not seen live'),
      waits: documented(`${docs}/api-gettaskresult`),
      polls: documented(`${docs}/api-gettaskresult`),
      balance: inferred('the family of 2captcha'),
      retention: documented(`${docs}/api-gettaskresult`),
      unsolvable: inferred(docs, 'only successful tasks are charged'),
      callbacks: documented(`${docs}/api-createtask`),
      reports: single('npm @captcha-libs/capsolver 2.0.2', 'where the verdict stands is inferred'),
      billing: inferred("anti-captcha's dialect", 'its own page names no cost'),
      instant: documented(`${docs}/recognition`, 'pictures and grids'),
      affiliate: documented(`${docs}/api-use-params`),
    },
  },
} as const satisfies Profile;
