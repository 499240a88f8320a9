import { describe, expect, it } from 'vitest';

import { candidate } from './__fixtures__/candidates.ts';
import { situation } from './__fixtures__/situation.ts';
import { guarded } from './guarded.ts';
import { ordered } from './built-in-strategies.ts';

const bug = new RangeError('a bug of the caller');
const faulty = guarded({
  ...ordered,
  decide: () => {
    throw bug;
  },
});

describe('guarded', () => {
  const candidates = [candidate('lead')];

  it('decides as the strategy does', () => {
    expect(guarded(ordered).decide(situation({ candidates }))).toEqual(
      ordered.decide(situation({ candidates })),
    );
  });

  it('fails the task by what the strategy threw', () => {
    expect(faulty.decide(situation({ candidates }))).toEqual({
      kind: 'fail',
      ranked: candidates,
      cause: bug,
    });
  });

  it('waits for an answer that may still come', () => {
    expect(faulty.decide(situation({ candidates, isAnswerPending: true }))).toMatchObject({
      kind: 'wait',
      until: undefined,
    });
  });

  it('sends nothing to a provider that has an obstacle, or that there is not', () => {
    const full = candidate('lead', { obstacle: { kind: 'full' } });
    const stranger = candidate('stranger');
    for (const chosen of [full, stranger]) {
      const stubborn = guarded({
        ...ordered,
        decide: () => ({ kind: 'attempt', candidate: chosen, ranked: [chosen] }),
      });
      expect(stubborn.decide(situation({ candidates: [full] }))).toMatchObject({ kind: 'wait' });
    }
  });
});
