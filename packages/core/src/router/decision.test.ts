import { describe, expect, it } from 'vitest';

import { candidate } from '../strategy/__fixtures__/candidates.ts';
import {
  considerationsOf,
  type Decision,
  formatConsideration,
  formatDecision,
} from './decision.ts';

const considered = considerationsOf(
  [
    candidate('lead', { price: 0 }),
    candidate('backup', {
      order: 1,
      price: 0.00145,
      obstacle: { kind: 'cooling-off', until: 4_000, isFull: false },
    }),
    candidate('third', { order: 2 }),
  ],
  { now: 1_000 },
);

const decision: Decision = { providerId: 'lead', reason: 'first', isProbe: false, considered };

describe('considerationsOf', () => {
  it('remembers of every candidate its price and what stood in its way then', () => {
    expect(considered).toEqual([
      { providerId: 'lead', price: 0, obstacle: undefined },
      { providerId: 'backup', price: 0.00145, obstacle: 'cooling off for 3000 ms more' },
      { providerId: 'third', price: undefined, obstacle: undefined },
    ]);
  });
});

describe('formatConsideration', () => {
  it.each([
    [0, '{lead: price 0.00000}'],
    [1, '{backup: price 0.00145, cooling off for 3000 ms more}'],
    [2, '{third: price unknown}'],
  ])('puts candidate %i into a few words', (index, words) => {
    const consideration = considered[index];
    if (consideration === undefined) throw new Error('there is no such candidate');
    expect(formatConsideration(consideration)).toBe(words);
  });
});

describe('formatDecision', () => {
  it('puts a decision into one line, the best candidate first', () => {
    expect(formatDecision(decision)).toBe(
      'lead (first): {lead: price 0.00000} > {backup: price 0.00145, cooling off for 3000 ms more} > {third: price unknown}',
    );
  });

  it('says of a probe that it is one', () => {
    expect(formatDecision({ ...decision, reason: 'after-failure', isProbe: true })).toMatch(
      /^lead \(after-failure, probe\): /,
    );
  });
});
