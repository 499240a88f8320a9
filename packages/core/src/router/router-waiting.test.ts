import { describe, expect, it } from 'vitest';

import { createRouter } from '../composition/create-router.ts';
import type { Clock } from '../provider/clock.ts';
import { scriptedProvider } from '../testing/scripted-provider.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import { turnstile } from './__fixtures__/world.ts';

/** Time as it is: it goes on from one statement to the next, and timers ring a little early or late. */
function realisticClock(time: VirtualClock, earlyMs: number): Clock {
  let creptMs = 0;
  return {
    now: () => time.now() + (creptMs += 0.02),
    epochMs: () => time.epochMs(),
    sleep: async (ms, options) => time.sleep(Math.max(0, ms - earlyMs), options),
  };
}

describe('a waiting task', () => {
  it.each([0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1])(
    'goes on when a timer rings %d ms early, whatever passes meanwhile',
    async (earlyMs) => {
      const time = new VirtualClock();
      const refusal = { say: 'refuse', code: 'provider-unavailable', charged: 'no' } as const;
      const router = createRouter({
        providers: [scriptedProvider({ id: 'only', submits: [refusal, { say: 'accept' }] })],
        clock: realisticClock(time, earlyMs),
        random: seededRandom(7),
      });
      const solved = await time.runUntilSettled(router.solve(turnstile));
      expect(solved.attempts.map(({ charged }) => charged)).toEqual(['no', 'yes']);
      expect(time.now()).toBeLessThan(60_000);
    },
  );
});
