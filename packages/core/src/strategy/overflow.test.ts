import { describe, expect, it } from 'vitest';

import { healthy, believing } from './__fixtures__/beliefs.ts';
import { expectedLosses, type Prospect } from './expected-loss.ts';
import { bestWait, type FullProspect, type Wait } from './overflow.ts';

const stakes = { perSecond: 0.02, ofFailure: 5, usualPrice: 1 };
const backup: Prospect = { providerId: 'backup', price: 1, belief: healthy };

const flat = (changes: Partial<FullProspect> = {}): FullProspect => ({
  providerId: 'flat',
  price: 0,
  belief: healthy,
  waitMs: 10_000,
  crowding: 0,
  firstWaitMs: 5_000,
  ...changes,
});

/** A task that could go to the backup at once. */
function waitFor(full: readonly FullProspect[], slackMs = 120_000): Wait | undefined {
  const [terms] = expectedLosses([backup], { slackMs, stakes });
  const free = { prospects: [backup], loss: terms?.loss ?? 0 };
  return bestWait(full, { free, slackMs, stakes });
}

describe('bestWait', () => {
  it('waits for a slot that costs nothing while the seconds cost less than the backup', () => {
    expect(waitFor([flat()])).toMatchObject({ providerId: 'flat', waitMs: 10_000 });
  });

  it('is the seconds and the purchase in the time that is left', () => {
    const [terms] = expectedLosses([flat(), backup], { slackMs: 110_000, stakes });
    expect(waitFor([flat()])?.loss).toBeCloseTo(0.02 * 10 + (terms?.loss ?? 0), 12);
  });

  it('goes to the backup where the seconds cost more than it does', () => {
    // The backup costs 1 more than a slot, fifty seconds, and has nobody to fall back on.
    expect(waitFor([flat({ waitMs: 45_000 })])).toBeDefined();
    expect(waitFor([flat({ waitMs: 65_000 })])).toBeUndefined();
  });

  it.each([
    [0.2, 35_000, 55_000],
    [0.5, 20_000, 40_000],
    [0.9, 3_000, 13_000],
  ])(
    'waits for less, the likelier somebody else wants the slot: %d',
    (crowding, waitMs, tooLongMs) => {
      expect(waitFor([flat({ crowding, waitMs })])).toBeDefined();
      expect(waitFor([flat({ crowding, waitMs: tooLongMs })])).toBeUndefined();
    },
  );

  it('waits for nobody who would be free too late', () => {
    const cheapSeconds = { perSecond: 0, ofFailure: 5, usualPrice: 1 };
    const free = { prospects: [backup], loss: 3 };
    const full = [flat({ waitMs: 116_000 })];
    const context = { free, slackMs: 120_000, stakes: cheapSeconds };
    expect(bestWait(full, context)).toBeUndefined();
    expect(bestWait([flat({ waitMs: 60_000 })], context)).toBeDefined();
  });

  it('waits for nobody who is believed to stall', () => {
    expect(waitFor([flat({ belief: believing({ stalling: 1 }) })])).toBeUndefined();
  });

  it('waits for the best of those that are full', () => {
    const soon = flat({ providerId: 'soon', price: 0.1, waitMs: 2_000 });
    expect(waitFor([flat({ waitMs: 30_000 }), soon])).toMatchObject({ providerId: 'soon' });
  });

  it('has nothing to wait for where nobody is full', () => {
    expect(waitFor([])).toBeUndefined();
  });
});
