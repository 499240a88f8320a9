import { describe, expect, it } from 'vitest';

import { describeWeighed } from './weighed.ts';

describe('describeWeighed', () => {
  it.each([
    [{ kind: 'least-loss', current: 'lead' }, ''],
    [{ kind: 'look', paid: 1.09, price: 1 }, ', look: paid 1.090 >= price 1.000'],
    [{ kind: 'rescue', now: 0.5, later: 0.75 }, ', now 0.500 <= later 0.750'],
  ] as const)('puts %j into words', (weighed, words) => {
    expect(describeWeighed(weighed)).toBe(words);
  });
});
