import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../testing/virtual-clock.ts';
import { SlotCount } from './capacity.ts';

const minuteMs = 60_000;

function slotsOf(declared?: number): { readonly slots: SlotCount; readonly clock: VirtualClock } {
  const clock = new VirtualClock();
  return { slots: new SlotCount(declared, clock), clock };
}

function taken(slots: SlotCount, count: number): readonly (() => void)[] {
  return Array.from({ length: count }, () => slots.take('turnstile'));
}

/** An account that always has more to do than it can take: what it is refused, minute by minute. */
async function refusalsUnderLoad(
  { slots, clock }: ReturnType<typeof slotsOf>,
  { minutes, fitAt }: { readonly minutes: number; fitAt(now: number): number },
): Promise<readonly number[]> {
  const refusals = Array.from({ length: minutes }, () => 0);
  const inWork: { readonly endsAt: number; readonly giveBack: () => void }[] = [];
  let restUntil = 0;
  for (const until = clock.now() + minutes * minuteMs; clock.now() < until;) {
    const now = clock.now();
    while ((inWork[0]?.endsAt ?? Infinity) <= now) inWork.shift()?.giveBack();
    while (!slots.isFull && now >= restUntil) {
      const giveBack = slots.take('turnstile');
      if (slots.inUse <= fitAt(now)) {
        slots.grow();
        inWork.push({ endsAt: now + 12_000, giveBack });
      } else {
        slots.shrink();
        giveBack();
        restUntil = now + 3_000;
        const minute = Math.floor((now - (until - minutes * minuteMs)) / minuteMs);
        refusals[minute] = (refusals[minute] ?? 0) + 1;
      }
    }
    await clock.advance(500);
  }
  for (const { giveBack } of inWork) giveBack();
  return refusals;
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count);

describe('SlotCount', () => {
  it('is full when the declared slots are taken', () => {
    const { slots } = slotsOf(2);
    const [giveBack = () => undefined] = taken(slots, 2);
    expect(slots.isFull).toBe(true);
    giveBack();
    expect(slots).toMatchObject({ isFull: false, inUse: 1, limit: 2 });
  });

  it('is never full where nothing is declared and nothing was refused', () => {
    const { slots } = slotsOf();
    taken(slots, 5_000);
    expect(slots).toMatchObject({ isFull: false, limit: Infinity });
  });

  it('gives a slot back once, however often it is told', () => {
    const { slots } = slotsOf(3);
    const [giveBack = () => undefined] = taken(slots, 2);
    giveBack();
    giveBack();
    expect(slots.inUse).toBe(1);
  });

  it('knows what is in work, and since when', async () => {
    const { slots, clock } = slotsOf(3);
    const giveBack = slots.take('image');
    await clock.advance(5_000);
    slots.take('turnstile');
    expect([...slots.inWork]).toEqual([
      { taskType: 'image', since: 0 },
      { taskType: 'turnstile', since: 5_000 },
    ]);
    giveBack();
    expect([...slots.inWork]).toHaveLength(1);
  });

  it.each([undefined, 4, 50])('learns from one refusal how many fit, with %s declared', (count) => {
    const { slots } = slotsOf(count);
    const all = taken(slots, 4);
    slots.shrink();
    expect(slots.limit).toBe(3);
    all.at(-1)?.();
    expect(slots.isFull).toBe(true);
  });

  it.each([
    ['first', 0],
    ['last', 15],
    ['in between', 7],
  ])('knows how many of a burst fitted, when the acceptances come %s', (_, acceptedAfter) => {
    const { slots } = slotsOf();
    const all = taken(slots, 20);
    for (let reply = 0; reply < 20; reply += 1) {
      const isAccepted = reply >= acceptedAfter && reply < acceptedAfter + 5;
      if (isAccepted) slots.grow();
      else {
        slots.shrink();
        all[reply]?.();
      }
    }
    expect(slots).toMatchObject({ inUse: 5, limit: 5, isFull: true });
  });

  it('always keeps one slot, else it would never be asked again', () => {
    const { slots } = slotsOf(10);
    taken(slots, 1);
    slots.shrink();
    expect(slots.limit).toBe(1);
  });

  it('lets one task at a time find out whether more fits, a while after a refusal', async () => {
    const { slots, clock } = slotsOf(10);
    taken(slots, 3)[0]?.();
    slots.take('turnstile');
    slots.shrink();
    expect(slots).toMatchObject({ inUse: 3, limit: 2, nextTryAt: 30_000 });
    await clock.advance(30_000);
    expect(slots.isFull).toBe(true);
    const { slots: fewer, clock: later } = slotsOf(10);
    const [giveBack] = taken(fewer, 3);
    fewer.shrink();
    giveBack?.();
    await later.advance(29_999);
    expect(fewer.isFull).toBe(true);
    await later.advance(1);
    expect(fewer.isFull).toBe(false);
    taken(fewer, 1);
    expect(fewer.isFull).toBe(true);
  });

  it('takes an acceptance within the estimate for no news, and one beyond it for one more slot', async () => {
    const { slots, clock } = slotsOf();
    taken(slots, 4)[0]?.();
    slots.take('turnstile');
    slots.shrink();
    expect(slots.grow()).toBe(true);
    expect(slots).toMatchObject({ limit: 4, nextTryAt: 15_000 });
    expect(slots.grow()).toBe(false);
    await clock.advance(15_000);
    expect(slots).toMatchObject({ limit: 4, isFull: false });
  });

  it('tries nothing beyond what is declared', async () => {
    const { slots, clock } = slotsOf(2);
    taken(slots, 2);
    await clock.advance(3_600_000);
    expect(slots).toMatchObject({ isFull: true, nextTryAt: undefined });
    slots.raiseTo(9);
    expect(slots.limit).toBe(2);
  });

  it('finds the number under load, and is then refused ever more rarely', async () => {
    const world = slotsOf();
    const refusals = await refusalsUnderLoad(world, { minutes: 60, fitAt: () => 7 });
    expect(world.slots.limit).toBe(7);
    expect(Math.max(...refusals)).toBeLessThanOrEqual(2);
    expect(sum(refusals.slice(0, 10))).toBeLessThanOrEqual(6);
    expect(sum(refusals.slice(20))).toBeLessThanOrEqual(10);
  });

  it('regains what is given back, ever faster, within a minute after the longest rest', async () => {
    const world = slotsOf(40);
    await refusalsUnderLoad(world, { minutes: 60, fitAt: () => 5 });
    expect(world.slots.limit).toBe(5);
    await refusalsUnderLoad(world, { minutes: 5, fitAt: () => 12 });
    expect(world.slots.limit).toBe(12);
  });

  it('follows others who take slots and give them back, with few refusals', async () => {
    const world = slotsOf(10);
    const fitAt = (now: number): number => (Math.floor(now / 600_000) % 2 === 0 ? 10 : 4);
    const refusals = await refusalsUnderLoad(world, { minutes: 60, fitAt });
    expect(sum(refusals) / 60).toBeLessThanOrEqual(1);
  });

  it('keeps its limit between one and what is declared, and counts what is taken', () => {
    const step = fc.constantFrom('take', 'give', 'shrink', 'grow', 'wait', 'lower', 'raise');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(step), (declared, steps) => {
        let now = 0;
        const clock = { now: () => now, epochMs: () => now, sleep: async () => undefined };
        const slots = new SlotCount(declared, clock);
        const held: (() => void)[] = [];
        for (const next of steps) {
          if (next === 'take') held.push(slots.take('turnstile'));
          if (next === 'give') held.shift()?.();
          if (next === 'shrink') slots.shrink();
          if (next === 'grow') slots.grow();
          if (next === 'lower') slots.lowerTo(0);
          if (next === 'raise') slots.raiseTo(99);
          if (next === 'wait') now += 40_000;
          expect(slots.inUse).toBe(held.length);
          expect(slots.limit).toBeGreaterThanOrEqual(1);
          expect(slots.limit).toBeLessThanOrEqual(declared);
          // At the limit it depends on whether a try is due.
          const expected = held.length === slots.limit ? slots.isFull : held.length > slots.limit;
          expect(slots.isFull).toBe(expected);
        }
      }),
    );
  });
});
