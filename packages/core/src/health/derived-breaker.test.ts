import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../testing/virtual-clock.ts';
import type { BreakerState } from './breaker.ts';
import { DerivedBreaker, type Standing } from './derived-breaker.ts';
import { Rent } from './rent.ts';

const well: Standing = { healthy: 0.97, loss: 1.1, leastOther: 1.4 };
const unwell: Standing = { healthy: 0.2, loss: 2, leastOther: 1.4 };

const worldOf = (): {
  readonly clock: VirtualClock;
  readonly rent: Rent;
  readonly breaker: DerivedBreaker;
  readonly states: readonly BreakerState[];
} => {
  const clock = new VirtualClock();
  const rent = new Rent();
  const states: BreakerState[] = [];
  const breaker = new DerivedBreaker({
    clock,
    rent,
    longestProbeMs: () => 30_000,
    onChange: (state) => states.push(state),
  });
  return { clock, rent, breaker, states };
};

/** An open breaker whose rent has reached the price of a look. */
const dueWorld = (): ReturnType<typeof worldOf> => {
  const world = worldOf();
  world.breaker.noteLook();
  world.breaker.follow(unwell);
  world.rent.quote({ perTask: 0.5, priceOfLook: 0.4 });
  world.rent.pay();
  return world;
};

describe('DerivedBreaker', () => {
  it('opens for a provider that is probably unwell when another costs less', () => {
    const { breaker, states } = worldOf();
    breaker.follow(well);
    expect(breaker.state).toBe('closed');
    breaker.follow(unwell);
    expect(breaker.state).toBe('open');
    expect(states).toEqual(['open']);
  });

  it.each<[string, Standing]>([
    ['probably well, however dear', { healthy: 0.6, loss: 9, leastOther: 1 }],
    ['unwell, but nobody costs less', { healthy: 0.1, loss: 1, leastOther: 1.4 }],
    ['unwell and alone', { healthy: 0.1, loss: 5, leastOther: Infinity }],
    ['unwell, and another costs as good as the same', { healthy: 0.1, loss: 1, leastOther: 0.999 }],
  ])('stays closed for a provider that is %s', (_how, standing) => {
    const { breaker } = worldOf();
    breaker.follow(standing);
    expect(breaker.state).toBe('closed');
  });

  it('does not flap around either threshold', () => {
    const { breaker, states } = worldOf();
    breaker.follow({ healthy: 0.49, loss: 1.5, leastOther: 1.4 });
    for (let round = 0; round < 10; round += 1) {
      breaker.follow({ healthy: 0.55, loss: 1.5, leastOther: 1.4 });
      breaker.follow({ healthy: 0.45, loss: 1.39, leastOther: 1.4 });
    }
    expect(states).toEqual(['open']);
  });

  it.each<[string, Standing]>([
    ['well again', { healthy: 0.6, loss: 2, leastOther: 1.4 }],
    ['the best all the same', { healthy: 0.3, loss: 1.2, leastOther: 1.4 }],
  ])('closes for a provider that is %s', (_how, standing) => {
    const { breaker } = worldOf();
    breaker.follow(unwell);
    breaker.follow(standing);
    expect(breaker.state).toBe('closed');
  });

  it('lets one probe through when the rent has reached its price, and no other until that is decided', () => {
    const { breaker, states } = dueWorld();
    expect(breaker.state).toBe('probe-due');
    const probe = breaker.takeProbe(false);
    breaker.noteLook();
    expect(breaker.state).toBe('probing');
    expect(breaker.takeProbe(false)).toBeUndefined();
    probe?.settle('unhealthy');
    expect(breaker.state).toBe('open');
    expect(states).toEqual(['open', 'probe-due', 'probing', 'open']);
  });

  it('takes the silence of a probe for its end, and says so before the next', async () => {
    const { breaker, clock, states } = dueWorld();
    breaker.takeProbe(false);
    breaker.noteLook();
    await clock.advance(30_000);
    expect(breaker.state).toBe('open');
    breaker.takeProbe(true);
    expect(states).toEqual(['open', 'probe-due', 'probing', 'open', 'probing']);
  });

  it('sends no probe before the rent is paid, but as a last resort one every five seconds', async () => {
    const { breaker, clock } = worldOf();
    breaker.noteLook();
    breaker.follow(unwell);
    expect(breaker.takeProbe(false)).toBeUndefined();
    expect(breaker.takeProbe(true)).toBeUndefined();
    await clock.advance(5_000);
    expect(breaker.takeProbe(false)).toBeUndefined();
    expect(breaker.takeProbe(true)).toBeDefined();
  });

  it('opened by hand rests for a minute, whatever is believed, and closes when its probe succeeds', async () => {
    const { breaker, clock } = worldOf();
    breaker.force('open');
    breaker.follow(well);
    expect(breaker.state).toBe('open');
    await clock.advance(60_000);
    expect(breaker.state).toBe('probe-due');
    breaker.takeProbe(false)?.settle('healthy');
    expect(breaker.state).toBe('closed');
  });

  it('opened by hand rests for another minute when its probe fails', async () => {
    const { breaker, clock } = worldOf();
    breaker.force('open');
    await clock.advance(60_000);
    breaker.takeProbe(false)?.settle('unhealthy');
    await clock.advance(59_999);
    expect(breaker.state).toBe('open');
    await clock.advance(1);
    expect(breaker.state).toBe('probe-due');
  });

  it('gives a probe from before it was closed by hand no say', () => {
    const { breaker } = dueWorld();
    const probe = breaker.takeProbe(false);
    breaker.force('closed');
    breaker.force('open');
    probe?.settle('healthy');
    expect(breaker.state).toBe('open');
  });

  it('steps in when everybody is suspect and it is the best of them', () => {
    const { breaker, states } = worldOf();
    breaker.follow(unwell);
    breaker.stepIn();
    expect(states).toEqual(['open', 'closed']);
  });
});
