import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { SlotCount } from './capacity.ts';

function taken(slots: SlotCount, count: number): readonly (() => void)[] {
  return Array.from({ length: count }, () => slots.take());
}

describe('SlotCount', () => {
  it('is full when the declared slots are taken', () => {
    const slots = new SlotCount(2);
    const [giveBack = () => undefined] = taken(slots, 2);
    expect(slots.isFull).toBe(true);
    giveBack();
    expect(slots).toMatchObject({ isFull: false, inUse: 1, limit: 2 });
  });

  it('is never full where nothing is declared and nothing was refused', () => {
    const slots = new SlotCount(undefined);
    taken(slots, 5_000);
    expect(slots).toMatchObject({ isFull: false, limit: Infinity });
  });

  it('gives a slot back once, however often it is told', () => {
    const slots = new SlotCount(3);
    const [giveBack = () => undefined] = taken(slots, 2);
    giveBack();
    giveBack();
    expect(slots.inUse).toBe(1);
  });

  it('learns from a refusal that only the others fit', () => {
    const slots = new SlotCount(undefined);
    const all = taken(slots, 4);
    slots.shrink();
    expect(slots.limit).toBe(3);
    all.at(-1)?.();
    expect(slots.isFull).toBe(true);
  });

  it('always keeps one slot, else it would never be asked again', () => {
    const slots = new SlotCount(10);
    taken(slots, 1);
    slots.shrink();
    expect(slots.limit).toBe(1);
  });

  it('grows by one with each acceptance at its limit, up to what is declared', () => {
    const slots = new SlotCount(3);
    taken(slots, 2);
    slots.shrink();
    expect(slots.limit).toBe(1);
    slots.grow();
    expect(slots.limit).toBe(2);
    slots.grow();
    slots.grow();
    taken(slots, 5);
    slots.grow();
    expect(slots.limit).toBe(3);
  });

  it('does not grow while it has room: that an acceptance fits is no news', () => {
    const slots = new SlotCount(undefined);
    const all = taken(slots, 3);
    slots.shrink();
    for (const giveBack of all) giveBack();
    taken(slots, 1);
    slots.grow();
    expect(slots.limit).toBe(2);
  });

  it('keeps its limit between one and what is declared, and counts what is taken', () => {
    const step = fc.constantFrom('take', 'give', 'shrink', 'grow');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(step), (declared, steps) => {
        const slots = new SlotCount(declared);
        const held: (() => void)[] = [];
        for (const next of steps) {
          if (next === 'take') held.push(slots.take());
          if (next === 'give') held.shift()?.();
          if (next === 'shrink') slots.shrink();
          if (next === 'grow') slots.grow();
          expect(slots.inUse).toBe(held.length);
          expect(slots.limit).toBeGreaterThanOrEqual(1);
          expect(slots.limit).toBeLessThanOrEqual(declared);
          expect(slots.isFull).toBe(held.length >= slots.limit);
        }
      }),
    );
  });
});
