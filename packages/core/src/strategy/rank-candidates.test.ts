import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { candidate } from './__fixtures__/candidates.ts';
import { byPrice } from './rank-candidates.ts';

const idsOf = (...[candidates]: Parameters<typeof byPrice>): readonly string[] =>
  byPrice(candidates).map(({ providerId }) => providerId);

describe('byPrice', () => {
  it('puts those that can take the task first', () => {
    const lead = candidate('lead', { obstacle: { kind: 'full' }, price: 0 });
    const backup = candidate('backup', { order: 1, price: 0.003, failures: 2 });
    expect(idsOf([lead, backup])).toEqual(['backup', 'lead']);
  });

  it('puts the provider last that failed this task most', () => {
    const lead = candidate('lead', { failures: 2, price: 0.001 });
    const backup = candidate('backup', { order: 1, failures: 1, price: 0.002 });
    const third = candidate('third', { order: 2, price: 0.003 });
    expect(idsOf([lead, backup, third])).toEqual(['third', 'backup', 'lead']);
  });

  it('puts the cheapest first where every price is known', () => {
    const lead = candidate('lead', { price: 0.003 });
    const backup = candidate('backup', { order: 1, price: 0.001 });
    const third = candidate('third', { order: 2, price: 0.002 });
    expect(idsOf([lead, backup, third])).toEqual(['backup', 'third', 'lead']);
  });

  it('fills a slot before it spends money', () => {
    const paid = candidate('paid', { price: 0.000_1 });
    const slots = candidate('slots', { order: 1, price: 0 });
    expect(idsOf([paid, slots])).toEqual(['slots', 'paid']);
  });

  it('fills a slot before it spends money, also where a price is unknown', () => {
    const unknown = candidate('unknown', { price: undefined });
    const paid = candidate('paid', { order: 1, price: 0.001 });
    const slots = candidate('slots', { order: 2, price: 0 });
    expect(idsOf([unknown, paid, slots])).toEqual(['slots', 'unknown', 'paid']);
  });

  it('keeps the order of `providers` where a price is unknown', () => {
    const lead = candidate('lead', { price: 0.003 });
    const backup = candidate('backup', { order: 1, price: undefined });
    const third = candidate('third', { order: 2, price: 0.001 });
    expect(idsOf([third, backup, lead])).toEqual(['lead', 'backup', 'third']);
  });

  const anyCandidate = fc
    .record({
      order: fc.nat({ max: 20 }),
      price: fc.option(fc.constantFrom(0, 0.001, 0.002), { nil: undefined }),
      failures: fc.nat({ max: 3 }),
      isBlocked: fc.boolean(),
    })
    .map(({ order, price, failures, isBlocked }) =>
      candidate(`provider-${order}`, {
        order,
        price,
        failures,
        obstacle: isBlocked ? { kind: 'full' } : undefined,
      }),
    );
  const candidates = fc.uniqueArray(anyCandidate, { selector: ({ order }) => order });

  it('loses nobody, invents nobody and depends on no order but that of `providers`', () => {
    fc.assert(
      fc.property(candidates, fc.integer(), (given, turn) => {
        const ranked = byPrice(given);
        const pivot = Math.abs(turn) % Math.max(1, given.length);
        const turned = [...given.slice(pivot), ...given.slice(0, pivot)];
        expect(new Set(ranked)).toEqual(new Set(given));
        expect(ranked).toHaveLength(given.length);
        expect(byPrice(turned)).toEqual(ranked);
      }),
    );
  });

  it('never ranks a provider better for one more failure or a higher price', () => {
    fc.assert(
      fc.property(candidates, fc.nat(), (given, pick) => {
        const index = pick % Math.max(1, given.length);
        const chosen = given[index];
        if (chosen === undefined) return;
        const rankOf = (changed: typeof chosen): number =>
          byPrice(given.with(index, changed)).indexOf(changed);
        expect(rankOf({ ...chosen, failures: chosen.failures + 1 })).toBeGreaterThanOrEqual(
          rankOf(chosen),
        );
        if (chosen.price === undefined) return;
        expect(rankOf({ ...chosen, price: chosen.price + 0.001 })).toBeGreaterThanOrEqual(
          rankOf(chosen),
        );
      }),
    );
  });
});
