import { describe, expect, it } from 'vitest';

import { interleaved, type Variant } from './interleaved.ts';

const hour = 3_600_000;

/** Variants that write down their turns. */
function noted(names: readonly string[]): { turns: string[]; variants: Variant<string>[] } {
  const turns: string[] = [];
  const variants = names.map((name) => ({ name, round: async () => turns.push(name) }));
  return { turns, variants };
}

describe('interleaved', () => {
  it('runs the variants in turn, and every second turn backwards', async () => {
    const { turns, variants } = noted(['undici', 'adapter']);
    await interleaved(variants, { warmUps: 0, rounds: 3, limitMs: hour });
    expect(turns).toEqual(['undici', 'adapter', 'adapter', 'undici', 'undici', 'adapter']);
  });

  it('keeps what each round cost in the order of the rounds, without the first ones', async () => {
    const { variants } = noted(['undici', 'adapter']);
    const costs = await interleaved(variants, { warmUps: 1, rounds: 2, limitMs: hour });
    expect(costs).toEqual({ undici: [4, 5], adapter: [3, 6] });
  });

  it('ends after three rounds when its time is over', async () => {
    const { variants } = noted(['undici']);
    const costs = await interleaved(variants, { warmUps: 2, rounds: 100, limitMs: 0 });
    expect(costs['undici']).toEqual([3, 4, 5]);
  });
});
