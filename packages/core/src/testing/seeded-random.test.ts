import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { seededRandom } from './seeded-random.ts';

const draws = (seed: string | number, count: number): readonly number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('seededRandom', () => {
  it.each([
    // The first four.
    [7, [0.5125895446176674, 0.21450221153137372, 0.7689527601184076, 0.26651645508617594]],
    ['7', [0.5125895446176674, 0.21450221153137372, 0.7689527601184076, 0.26651645508617594]],
    [8, [0.36451828754499493, 0.09024107409513427, 0.852338405538858, 0.40913336885291063]],
    ['', [0.7160057921146508, 0.27145608368643925, 0.9192423622599325, 0.8377577883267254]],
    ['drill', [0.17433175397248535, 0.3830678055431478, 0.31963495135229936, 0.056708066920119204]],
  ])('draws for the seed %j what it always did', (seed, expected) => {
    expect(draws(seed, 4)).toEqual(expected);
  });

  it('draws the same for the same seed, as a number or as a text', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(draws(seed, 20)).toEqual(draws(String(seed), 20));
      }),
    );
  });

  it('gives every seed a stream of its own', () => {
    const firsts = Array.from({ length: 1_000 }, (_, seed) => draws(seed, 2).join());
    expect(new Set(firsts).size).toBe(1_000);
  });

  it('draws from 0 up to, but not including, 1', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        expect(draws(seed, 200).every((drawn) => drawn >= 0 && drawn < 1)).toBe(true);
      }),
    );
  });

  it('fills every hundredth of the range alike', () => {
    const counts = Array.from({ length: 100 }, () => 0);
    for (const drawn of draws('uniform', 100_000)) {
      const hundredth = Math.floor(drawn * 100);
      counts[hundredth] = (counts[hundredth] ?? 0) + 1;
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    // 99 degrees of freedom: between the 0.1th and the 99.9th percentile.
    expect(chiSquare).toBeGreaterThan(60);
    expect(chiSquare).toBeLessThan(149);
  });

  it('does not tell from one draw what the next one will be', () => {
    const drawn = draws('pairs', 20_001);
    const pairs = drawn.slice(1).map((next, index) => (next - 0.5) * ((drawn[index] ?? 0) - 0.5));
    const correlation = pairs.reduce((sum, product) => sum + product, 0) / pairs.length / (1 / 12);
    expect(Math.abs(correlation)).toBeLessThan(0.03);
  });

  it('gives neighbouring seeds streams that have nothing to do with each other', () => {
    const firsts = Array.from({ length: 2_000 }, (_, seed) => draws(seed, 1)[0] ?? 0);
    const products = firsts
      .slice(1)
      .map((next, index) => (next - 0.5) * ((firsts[index] ?? 0) - 0.5));
    const correlation = products.reduce((sum, one) => sum + one, 0) / products.length / (1 / 12);
    expect(Math.abs(correlation)).toBeLessThan(0.1);
  });

  it('uses all 53 bits', () => {
    const lowBits = draws('bits', 200).map((drawn) => (drawn * 2 ** 53) % 2);
    expect(new Set(lowBits)).toEqual(new Set([0, 1]));
  });
});
