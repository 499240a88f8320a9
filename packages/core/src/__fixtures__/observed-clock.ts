import type { Clock, SleepOptions } from '../provider/clock.ts';
import type { VirtualClock } from '../testing/virtual-clock.ts';

/** The virtual clock, and who sleeps on it in what manner. */
export function observedClock(clock: VirtualClock): { readonly clock: Clock; keepers(): number } {
  const asleep = new Set<SleepOptions>();
  return {
    keepers: () => [...asleep].filter(({ keepAlive = true }) => keepAlive).length,
    clock: {
      now: () => clock.now(),
      epochMs: () => clock.epochMs(),
      async sleep(ms, options = {}) {
        const sleeper = { ...options };
        asleep.add(sleeper);
        try {
          await clock.sleep(ms, options);
        } finally {
          asleep.delete(sleeper);
        }
      },
    },
  };
}
