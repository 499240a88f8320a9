import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../testing/virtual-clock.ts';
import { SpendWindow } from './spend-window.ts';

const hourMs = 3_600_000;

describe('SpendWindow', () => {
  it('is what was spent within its length', async () => {
    const clock = new VirtualClock();
    const spend = new SpendWindow(hourMs, clock);
    spend.add(2);
    await clock.advance(hourMs / 2);
    spend.add(3);
    expect(spend.spent).toBe(5);
    await clock.advance(hourMs / 2);
    expect(spend.spent).toBe(3);
    await clock.advance(hourMs / 2);
    expect(spend.spent).toBe(0);
  });

  it('knows when it falls to an amount, and when it never does', async () => {
    const clock = new VirtualClock();
    const spend = new SpendWindow(hourMs, clock);
    spend.add(2);
    await clock.advance(600_000);
    spend.add(3);
    expect([spend.fallsTo(5), spend.fallsTo(3), spend.fallsTo(0)]).toEqual([
      600_000,
      hourMs,
      hourMs + 600_000,
    ]);
    expect(spend.fallsTo(-1)).toBeUndefined();
  });

  it('takes back what is taken from where it was added', async () => {
    const clock = new VirtualClock();
    const spend = new SpendWindow(hourMs, clock);
    const part = spend.add(2);
    await clock.advance(600_000);
    spend.add(3);
    part.amount -= 2;
    expect(spend.spent).toBe(3);
  });

  it('never shows less than was spent, nor more than what is a sixtieth older', () => {
    const purchase = fc.record({ afterMs: fc.nat({ max: 900_000 }), amount: fc.nat({ max: 100 }) });
    fc.assert(
      fc.property(fc.array(purchase, { maxLength: 60 }), (purchases) => {
        let now = 0;
        const clock = { now: () => now, epochMs: () => now, sleep: async () => undefined };
        const spend = new SpendWindow(hourMs, clock);
        const all: { readonly at: number; readonly amount: number }[] = [];
        const sumOf = (lengthMs: number): number =>
          all.filter(({ at }) => at > now - lengthMs).reduce((sum, { amount }) => sum + amount, 0);
        for (const { afterMs, amount } of purchases) {
          now += afterMs;
          spend.add(amount);
          all.push({ at: now, amount });
          expect(spend.spent).toBeGreaterThanOrEqual(sumOf(hourMs));
          expect(spend.spent).toBeLessThanOrEqual(sumOf(hourMs * (61 / 60)));
        }
      }),
    );
  });
});
