import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../testing/virtual-clock.ts';
import { Breaker, type BreakerState, type Probe } from './breaker.ts';
import type { Stage, Verdict } from './stage-verdict.ts';

interface World {
  readonly clock: VirtualClock;
  readonly breaker: Breaker;
  readonly changes: readonly BreakerState[];
}

function closedBreaker(): World {
  const clock = new VirtualClock();
  const changes: BreakerState[] = [];
  const breaker = new Breaker({ clock, onChange: (state) => changes.push(state) });
  return { clock, breaker, changes };
}

function fail(
  breaker: Breaker,
  { times, stage = 'submit' }: { times: number; stage?: Stage },
): void {
  for (let time = 0; time < times; time += 1) breaker.record({ stage, verdict: 'unhealthy' });
}

function openBreaker(stage: Stage = 'submit'): World {
  const world = closedBreaker();
  fail(world.breaker, { times: 5, stage });
  return world;
}

async function probeDueBreaker(): Promise<World> {
  const world = openBreaker();
  await world.clock.advance(60_000);
  return world;
}

function probeOf({ breaker }: World, isLastResort = false): Probe {
  const probe = breaker.takeProbe(isLastResort);
  if (probe === undefined) throw new Error('no probe was due');
  return probe;
}

describe('Breaker', () => {
  describe('while it is closed', () => {
    it.each(['submit', 'poll', 'answer'] as const)(
      'opens after exactly five failures in a row at the %s',
      (stage) => {
        const { breaker, changes } = closedBreaker();
        fail(breaker, { times: 4, stage });
        expect(breaker.state).toBe('closed');
        fail(breaker, { times: 1, stage });
        expect(breaker.state).toBe('open');
        expect(breaker.openedBy).toBe(stage);
        expect(changes).toEqual(['open']);
      },
    );

    it('counts each stage by itself', () => {
      const { breaker } = closedBreaker();
      for (const stage of ['submit', 'poll', 'answer'] as const) fail(breaker, { times: 4, stage });
      expect(breaker.state).toBe('closed');
    });

    it('begins again after a success at the same stage only', () => {
      const { breaker } = closedBreaker();
      fail(breaker, { times: 4 });
      fail(breaker, { times: 4, stage: 'answer' });
      breaker.record({ stage: 'submit', verdict: 'healthy' });
      fail(breaker, { times: 4 });
      expect(breaker.state).toBe('closed');
      fail(breaker, { times: 1, stage: 'answer' });
      expect(breaker.openedBy).toBe('answer');
    });

    it('takes no notice of what is inconclusive, however often', () => {
      const { breaker } = closedBreaker();
      fail(breaker, { times: 4 });
      for (let time = 0; time < 20; time += 1)
        breaker.record({ stage: 'submit', verdict: 'inconclusive' });
      expect(breaker.state).toBe('closed');
      fail(breaker, { times: 1 });
      expect(breaker.state).toBe('open');
    });

    it('needs no probe', () => {
      const { breaker } = closedBreaker();
      expect(breaker.takeProbe(false)).toBeUndefined();
      expect(breaker.takeProbe(true)).toBeUndefined();
      expect(breaker.probeDueAt(true)).toBeUndefined();
      expect(breaker.openedAt).toBeUndefined();
    });
  });

  describe('once open', () => {
    it('rests for 60 s before a probe is due', async () => {
      const { breaker, clock } = openBreaker();
      expect(breaker.probeDueAt(false)).toBe(60_000);
      await clock.advance(59_999);
      expect(breaker.state).toBe('open');
      expect(breaker.takeProbe(false)).toBeUndefined();
      await clock.advance(1);
      expect(breaker.state).toBe('probe-due');
    });

    it('says since when', async () => {
      const { breaker, clock } = closedBreaker();
      await clock.advance(700);
      fail(breaker, { times: 5 });
      await clock.advance(90_000);
      expect(breaker.openedAt).toBe(700);
    });

    it('hears nothing but probes', async () => {
      const { breaker, clock } = openBreaker();
      breaker.record({ stage: 'submit', verdict: 'healthy' });
      await clock.advance(59_999);
      fail(breaker, { times: 50 });
      await clock.advance(1);
      expect(breaker.state).toBe('probe-due');
    });

    it('as a last resort lets a probe through every 5 s', async () => {
      const world = openBreaker();
      const { breaker, clock } = world;
      expect(breaker.takeProbe(true)).toBeUndefined();
      await clock.advance(4_999);
      expect(breaker.takeProbe(true)).toBeUndefined();
      await clock.advance(1);
      probeOf(world, true).settle('unhealthy');
      expect(breaker.takeProbe(true)).toBeUndefined();
      await clock.advance(5_000);
      expect(breaker.takeProbe(false)).toBeUndefined();
      expect(breaker.takeProbe(true)).toBeDefined();
    });

    it('as a last resort waits no longer than by the rule', async () => {
      const world = openBreaker();
      await world.clock.advance(58_000);
      probeOf(world, true).settle('inconclusive');
      expect(world.breaker.probeDueAt(true)).toBe(60_000);
      expect(world.breaker.probeDueAt(false)).toBe(60_000);
    });
  });

  describe('with a probe under way', () => {
    it('lets no second one through, not even as a last resort', async () => {
      const world = await probeDueBreaker();
      probeOf(world);
      expect(world.breaker.state).toBe('probing');
      await world.clock.advance(600_000);
      expect(world.breaker.takeProbe(true)).toBeUndefined();
      expect(world.breaker.takeProbe(false)).toBeUndefined();
    });

    it.each([
      ['submit', 'submit'],
      ['poll', 'answer'],
      ['answer', 'answer'],
    ] as const)('that was opened by the %s waits for the %s', async (stage, decidedAt) => {
      const world = openBreaker(stage);
      await world.clock.advance(60_000);
      expect(probeOf(world).decidedAt).toBe(decidedAt);
    });

    it('closes after three successes, one probe at a time and without a rest between them', async () => {
      const world = await probeDueBreaker();
      probeOf(world).settle('healthy');
      expect(world.breaker.state).toBe('probe-due');
      probeOf(world).settle('healthy');
      expect(world.breaker.state).toBe('probe-due');
      probeOf(world).settle('healthy');
      expect(world.breaker.state).toBe('closed');
      expect(world.changes.at(-1)).toBe('closed');
    });

    it('has forgotten its failures once closed', async () => {
      const world = await probeDueBreaker();
      for (let probe = 0; probe < 3; probe += 1) probeOf(world).settle('healthy');
      fail(world.breaker, { times: 4 });
      expect(world.breaker.state).toBe('closed');
      fail(world.breaker, { times: 1 });
      expect(world.breaker.state).toBe('open');
    });

    it('rests again for 60 s when it fails, and wants three successes anew', async () => {
      const world = await probeDueBreaker();
      const { breaker, clock } = world;
      for (const verdict of ['healthy', 'healthy', 'unhealthy'] as const)
        probeOf(world).settle(verdict);
      expect(breaker.state).toBe('open');
      expect(breaker.openedAt).toBe(0);
      await clock.advance(59_999);
      expect(breaker.state).toBe('open');
      await clock.advance(1);
      for (const verdict of ['healthy', 'healthy'] as const) probeOf(world).settle(verdict);
      expect(breaker.state).toBe('probe-due');
    });

    it('gives its place up and changes nothing when it is inconclusive', async () => {
      const world = await probeDueBreaker();
      probeOf(world).settle('healthy');
      probeOf(world).settle('inconclusive');
      expect(world.breaker.state).toBe('probe-due');
      expect(world.breaker.probeDueAt(false)).toBe(60_000);
      for (const verdict of ['healthy', 'healthy'] as const) probeOf(world).settle(verdict);
      expect(world.breaker.state).toBe('closed');
    });

    it('hears the end of a probe once', async () => {
      const world = await probeDueBreaker();
      const probe = probeOf(world);
      for (let time = 0; time < 5; time += 1) probe.settle('healthy');
      expect(world.breaker.state).toBe('probe-due');
    });
  });

  describe('by hand', () => {
    it('opens and closes at once', async () => {
      const { breaker, clock, changes } = closedBreaker();
      breaker.force('open');
      expect(breaker.state).toBe('open');
      await clock.advance(60_000);
      expect(breaker.state).toBe('probe-due');
      breaker.force('closed');
      expect(breaker.state).toBe('closed');
      expect(changes).toEqual(['open', 'closed']);
    });

    it.each(['healthy', 'unhealthy', 'inconclusive'] as const)(
      'closes against a probe that later says %s',
      async (verdict) => {
        const world = await probeDueBreaker();
        const old = probeOf(world);
        world.breaker.force('closed');
        old.settle(verdict);
        expect(world.breaker.state).toBe('closed');
      },
    );

    it('opens against an old probe, also while a new one is under way', async () => {
      const world = await probeDueBreaker();
      const old = probeOf(world);
      world.breaker.force('open');
      expect(world.breaker.state).toBe('open');
      await world.clock.advance(60_000);
      probeOf(world);
      old.settle('inconclusive');
      expect(world.breaker.state).toBe('probing');
    });
  });

  it('keeps to a rule of one’s own', async () => {
    const clock = new VirtualClock();
    const rule = { failuresToOpen: 2, restMs: 1_000, successesToClose: 1, lastResortEveryMs: 100 };
    const breaker = new Breaker({ clock, rule });
    fail(breaker, { times: 2 });
    await clock.advance(1_000);
    breaker.takeProbe(false)?.settle('healthy');
    expect(breaker.state).toBe('closed');
  });

  it('never has two probes under way, nor closes without three that succeed in a row', async () => {
    const verdict = fc.constantFrom<Verdict>('healthy', 'unhealthy', 'inconclusive');
    const step = fc.oneof(
      fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 70_000 }) }),
      fc.record({ kind: fc.constant('record' as const), verdict }),
      fc.record({ kind: fc.constant('take' as const), isLastResort: fc.boolean() }),
      fc.record({ kind: fc.constant('settle' as const), verdict }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const { breaker, clock } = openBreaker();
        let probe: Probe | undefined;
        let successes = 0;
        let isAlone = true;
        for (const next of steps) {
          if (next.kind === 'wait') await clock.advance(next.ms);
          if (next.kind === 'record') breaker.record({ stage: 'submit', verdict: next.verdict });
          if (next.kind === 'take') {
            const taken = breaker.takeProbe(next.isLastResort);
            isAlone &&= probe === undefined || taken === undefined;
            probe ??= taken;
          }
          if (next.kind === 'settle' && probe !== undefined) {
            probe.settle(next.verdict);
            probe = undefined;
            if (next.verdict === 'healthy') successes += 1;
            if (next.verdict === 'unhealthy') successes = 0;
          }
          expect(isAlone).toBe(true);
          expect(breaker.state === 'probing').toBe(probe !== undefined);
          expect(breaker.state === 'closed').toBe(successes >= 3);
          if (successes >= 3) return;
        }
      }),
      { numRuns: 100 },
    );
  });
});
