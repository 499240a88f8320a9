import type { Clock } from '../provider/clock.ts';
import { systemClock } from '../seams/system-clock.ts';

/** Real time, compressed: at a factor of 20 a sleep of 20 s takes 1 s. For demonstrations and soak runs. */
export function scaledClock(factor: number, clock: Clock = systemClock): Clock {
  if (!(factor > 0)) throw new RangeError(`factor must be above zero, not ${factor}`);
  const startedAtEpochMs = clock.epochMs();
  const startedAt = clock.now();
  return {
    now: () => clock.now() * factor,
    epochMs: () => startedAtEpochMs + (clock.now() - startedAt) * factor,
    sleep: (ms, options) => clock.sleep(ms / factor, options),
  };
}
