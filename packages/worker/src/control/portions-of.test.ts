import { describe, expect, it } from 'vitest';

import { portionsOf } from './portions-of.ts';

const picture = (megabytes: number): { task: { type: 'image'; image: string } } => ({
  task: { type: 'image', image: 'A'.repeat(megabytes * 1_048_576) },
});

describe('portionsOf', () => {
  it('lets no portion grow beyond what a request may hold', () => {
    const orders = [picture(1), picture(2), picture(2), picture(1)];
    expect(portionsOf(orders)).toEqual([
      [orders[0], orders[1]],
      [orders[2], orders[3]],
    ]);
  });

  it('makes none of nothing', () => {
    expect(portionsOf([])).toEqual([]);
  });
});
