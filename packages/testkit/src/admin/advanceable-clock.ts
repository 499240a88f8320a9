import type { Clock } from '@understudy/core/provider';

/** A clock that can be put forward: whoever sleeps on it wakes when its time has come either way. */
export interface AdvanceableClock extends Clock {
  /** @param ms how far to jump. */
  advance(ms: number): void;
}

/** Lets a clock be put forward by hand. */
export function advanceableClock(clock: Clock): AdvanceableClock {
  let aheadMs = 0;
  let jump = new AbortController();
  const now = (): number => clock.now() + aheadMs;
  return {
    now,
    epochMs: () => clock.epochMs() + aheadMs,
    advance(ms) {
      aheadMs += ms;
      const waiting = jump;
      jump = new AbortController();
      waiting.abort();
    },
    async sleep(ms, { signal, keepAlive } = {}) {
      const endsAt = now() + ms;
      do {
        const jumped = jump.signal;
        const either = signal === undefined ? jumped : AbortSignal.any([signal, jumped]);
        const left = Math.max(0, endsAt - now());
        try {
          await clock.sleep(left, {
            signal: either,
            ...(keepAlive === undefined ? {} : { keepAlive }),
          });
          return;
        } catch (cause) {
          if (signal?.aborted === true || !jumped.aborted) throw cause;
        }
      } while (now() < endsAt);
    },
  };
}
