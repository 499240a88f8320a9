import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../testing/virtual-clock.ts';
import { CoolOff } from './cool-off.ts';

describe('CoolOff', () => {
  it('rests not at all until it is told to', () => {
    expect(new CoolOff(new VirtualClock()).until).toBeUndefined();
  });

  it.each([
    [undefined, 3_000],
    [0, 3_000],
    [2_999, 3_000],
    [4_500, 4_500],
    [3_600_000, 600_000],
  ])('takes a rest of %s ms for one of %i ms', async (asked, restMs) => {
    const clock = new VirtualClock();
    const coolOff = new CoolOff(clock);
    coolOff.start(asked, false);
    expect(coolOff.until).toBe(restMs);
    await clock.advance(restMs - 1);
    expect(coolOff.until).toBe(restMs);
    await clock.advance(1);
    expect(coolOff.until).toBeUndefined();
  });

  it('is prolonged, and never shortened, by another refusal', async () => {
    const clock = new VirtualClock();
    const coolOff = new CoolOff(clock);
    coolOff.start(20_000, false);
    await clock.advance(1_000);
    coolOff.start(5_000, true);
    expect(coolOff.until).toBe(20_000);
    expect(coolOff.isFromCapacity).toBe(false);
    coolOff.start(60_000, true);
    expect(coolOff.until).toBe(61_000);
    expect(coolOff.isFromCapacity).toBe(true);
  });
});
