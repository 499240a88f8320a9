import { describe, expect, it } from 'vitest';

import { believing } from './__fixtures__/beliefs.ts';
import { describeScore, scoreOf } from './score.ts';

const terms = { providerId: 'lead', loss: 1.5812, healthyLoss: 1.1 };
const belief = believing({ healthy: 0.71, stalling: 0.22, slow: 0.05, wrong: 0.02 });

describe('scoreOf', () => {
  it('holds what a task costs there, and every kind of health worth mentioning', () => {
    expect(scoreOf(terms, belief)).toEqual({
      loss: 1.5812,
      healthyLoss: 1.1,
      healthy: 0.71,
      likely: { healthy: 0.71, stalling: 0.22, slow: 0.05 },
    });
  });
});

describe('describeScore', () => {
  it('says so in one line', () => {
    expect(describeScore(scoreOf(terms, belief))).toBe(
      'healthy 0.71, stalling 0.22, slow 0.05, loss 1.581',
    );
  });
});
