import { inPhpMethods } from '../in-php/in-php-methods.ts';
import { inferred, single } from './evidence.ts';
import { pickMethods } from './pick-methods.ts';
import type { Profile } from './profile.ts';
import { tokenLifetimesMs } from './token-lifetimes.ts';

const boxes = 'XEvil and other boxes';

/** A solver on your own machine that imitates in.php: http only, on a port of its own choosing. */
export const local: Profile = {
  name: 'local',
  defaultDialect: 'in.php',
  dialects: {
    'in.php': {
      baseUrl: 'http://127.0.0.1',
      methods: pickMethods(inPhpMethods, ['recaptcha-v2', 'recaptcha-v3', 'image', 'raw']),
      submitEncoding: 'urlencoded',
      pollMethod: 'POST',
    },
  },
  pricing: { kind: 'per-solve', price: { currency: 'USD', perThousand: { default: 0 } } },
  limits: { firstWaitMs: 1_000, pollFloorMs: 1_000 },
  retention: {},
  tokenLifetimeMs: tokenLifetimesMs,
  images: {},
  unsolvableIsCharged: false,
  refusedStatuses: [],
  evidence: {
    readOn: '2026-11-22',
    claims: {
      address: single(boxes, 'port 80; another one by `baseUrl`'),
      'task-types': single(boxes, 'often these only'),
      price: inferred('your own machine'),
      waits: inferred('your own machine'),
      polls: inferred('your own machine'),
      unsolvable: inferred('your own machine'),
      affiliate: inferred('your own machine', 'ignored'),
    },
  },
};
