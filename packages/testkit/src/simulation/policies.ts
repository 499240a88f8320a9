import type { RouterEvent, RouterOptions } from '@understudy/core';

import { CoolDownShuffle } from './cool-down-shuffle.ts';
import { oracle, type Truth } from './oracle.ts';
import { P2cEwma } from './p2c-ewma.ts';

/** What a policy sets of the router's options. */
export type PolicyOptions = Pick<RouterOptions, 'strategy' | 'breaker' | 'patienceMs'> & {
  hear?(event: RouterEvent): void;
};

/** Uses the first provider only. */
export const isSingle = (policy: PolicyName): boolean => policy === 'single';

/** Is told answers as soon as they exist. */
export const hearsAtOnce = (policy: PolicyName): boolean => policy === 'oracle';

/** An attempt is given up after a minute by policies that know no better. */
const patienceMs = 60_000;

/** The router as it is, policies that others use, and one that knows the faults: all of them through the same router. */
export const policies = {
  understudy: () => ({ strategy: 'expected-loss', breaker: 'derived' }),
  single: () => ({ strategy: 'ordered', breaker: 'none', patienceMs: 120_000 }),
  naive: () => ({ strategy: 'ordered', breaker: 'none', patienceMs }),
  classic: () => ({ strategy: 'ordered', breaker: 'classic', patienceMs }),
  'cool-down': () => {
    const { rank, hear } = new CoolDownShuffle();
    return { strategy: rank, breaker: 'none', patienceMs, hear };
  },
  'p2c-ewma': () => {
    const { rank, hear } = new P2cEwma();
    return { strategy: rank, breaker: 'none', patienceMs, hear };
  },
  oracle: (truth: Truth) => ({ strategy: oracle(truth), breaker: 'none' }),
} as const satisfies Record<string, (truth: Truth) => PolicyOptions>;

export type PolicyName = keyof typeof policies;
