import { describe, expect, it } from 'vitest';

import { describeObstacle, endOf, isOfTask, type Obstacle, patienceWith } from './obstacle.ts';

/** Every kind of obstacle, what a task may wait for, and what people read of it at 1,000 ms. */
const table: readonly (readonly [Obstacle, ReturnType<typeof patienceWith>, string])[] = [
  [{ kind: 'drained' }, 'none', 'drained'],
  [{ kind: 'type-unsupported' }, 'none', 'type unsupported'],
  [{ kind: 'method-unsupported' }, 'none', 'method unsupported'],
  [
    { kind: 'task-refused', why: 'field "action": too long' },
    'none',
    'task refused: field "action": too long',
  ],
  [{ kind: 'latched', reason: 'funds-exhausted' }, 'none', 'latched: funds-exhausted'],
  [{ kind: 'tried-enough' }, 'none', 'tried enough'],
  [{ kind: 'over-budget' }, 'none', 'over budget'],
  [
    {
      kind: 'budget-spent',
      window: 'hour',
      limit: { amount: 5, currency: 'USD' },
      spent: { amount: 5, currency: 'USD' },
      until: 4_000,
    },
    'none',
    'budget spent for 3000 ms more',
  ],
  [{ kind: 'stop-loss', until: 4_000 }, 'none', 'stop loss for 3000 ms more'],
  [{ kind: 'too-slow', firstWaitMs: 7_000 }, 'none', 'too slow: first poll after 7000 ms'],
  [{ kind: 'full' }, 'long', 'full'],
  [{ kind: 'live', until: 61_000 }, 'long', 'live for 60000 ms more'],
  [{ kind: 'live', until: Infinity }, 'long', 'live'],
  [{ kind: 'cooling-off', until: 4_000, isFull: true }, 'long', 'cooling off for 3000 ms more'],
  [{ kind: 'cooling-off', until: 4_000, isFull: false }, 'short', 'cooling off for 3000 ms more'],
  [{ kind: 'just-refused', until: 4_000 }, 'short', 'just refused for 3000 ms more'],
  [{ kind: 'breaker-open', until: 6_000.4 }, 'short', 'breaker open for 5000 ms more'],
  [{ kind: 'being-probed' }, 'short', 'being probed'],
];

describe('patienceWith', () => {
  it.each(table)('lets a task wait for %j: %s', (obstacle, patience) => {
    expect(patienceWith(obstacle)).toBe(patience);
  });
});

describe('describeObstacle', () => {
  it.each(table)('says of %j in a few words: %s: %s', (obstacle, _, words) => {
    expect(describeObstacle(obstacle, 1_000)).toBe(words);
  });

  it('tells of no rest that lies in the past', () => {
    expect(describeObstacle({ kind: 'just-refused', until: 400 }, 1_000)).toBe(
      'just refused for 0 ms more',
    );
  });
});

describe('endOf', () => {
  it.each([
    [{ kind: 'breaker-open', until: 6_000 } as const, 6_000],
    [{ kind: 'cooling-off', until: 4_000, isFull: true } as const, 4_000],
    [{ kind: 'full' } as const, undefined],
    [{ kind: 'being-probed' } as const, undefined],
  ])('of %j is %s', (obstacle, end) => {
    expect(endOf(obstacle)).toBe(end);
  });
});

describe('isOfTask', () => {
  it('tells what a task has of its own from what keeps everybody of its type out', () => {
    const own = table.filter(([obstacle]) => isOfTask(obstacle)).map(([{ kind }]) => kind);
    expect(new Set(own)).toEqual(
      new Set([
        'method-unsupported',
        'task-refused',
        'tried-enough',
        'over-budget',
        'stop-loss',
        'too-slow',
        'live',
        'just-refused',
      ]),
    );
  });
});
