import { describe, expect, it } from 'vitest';

import { believing } from './__fixtures__/beliefs.ts';
import { forgone } from './probe.ts';

const terms = { providerId: 'lead', loss: 2, healthyLoss: 1 };

describe('forgone', () => {
  it('is nothing at a provider that would not be better if it were well', () => {
    const { hypotheses } = believing({ healthy: 0.5, stalling: 0.5 });
    expect(forgone({ terms, hypotheses }, 0.9)).toBe(0);
  });

  it('grows with the chance that the provider is well again', () => {
    const rentAt = (healthy: number): number =>
      forgone({ terms, hypotheses: believing({ healthy, stalling: 1 - healthy }).hypotheses }, 1.2);
    expect(rentAt(0.1)).toBeGreaterThan(0);
    expect(rentAt(0.4)).toBeGreaterThan(rentAt(0.1));
  });

  it.each(['down', 'stalling', 'slow', 'wrong'] as const)(
    'is less than the gain when the suspicion is that it is %s: one look does not tell all',
    (kind) => {
      const { hypotheses } = believing({ healthy: 0.5, [kind]: 0.5 });
      const rent = forgone({ terms, hypotheses }, 1.2);
      expect(rent).toBeGreaterThan(0);
      expect(rent).toBeLessThan(0.5 * 0.2);
    },
  );

  it('tells an outage apart by one look better than wrong answers', () => {
    const rentOf = (kind: 'down' | 'wrong'): number =>
      forgone({ terms, hypotheses: believing({ healthy: 0.5, [kind]: 0.5 }).hypotheses }, 1.2);
    expect(rentOf('down')).toBeGreaterThan(rentOf('wrong') * 2);
  });
});
