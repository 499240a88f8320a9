import type { RouterHealth } from '@understudy/core';

import type { Invariant } from './invariant.ts';

/**
 * I11: an hour after the last fault every provider is in service again, or about to be, and all but a hundredth of the
 * tasks are solved. A slow answer may put a healthy provider out of service for a moment even then.
 */
export const comesBack: Invariant = ({ check }) => {
  let isRested = false;
  const called = new Set<string>();
  let settled = 0;
  let failed = 0;
  let last: RouterHealth | undefined;
  const back = new Set<string>();
  const judge = (health: RouterHealth | undefined): void => {
    for (const { providerId, latch } of health?.providers ?? []) {
      check(back.has(providerId), () => `${providerId} is still open`);
      const isAtRest = latch !== undefined && latch.nextLookInMs > 0;
      check(!isAtRest, () => `${providerId} is still latched: ${latch?.reason}`);
    }
  };
  return {
    hear: (happening) => {
      if (happening.kind === 'rested') isRested = true;
      if (!isRested) return;
      if (happening.kind === 'health') {
        for (const { providerId, breaker } of happening.health.providers)
          if (breaker.state !== 'open') back.add(providerId);
        if (last === undefined) judge(happening.health);
        last = happening.health;
      }
      if (happening.kind === 'called') called.add(happening.callId);
      if (happening.kind !== 'settled' || !called.has(happening.callId)) return;
      settled += 1;
      failed += happening.outcome === 'failed' ? 1 : 0;
    },
    end: () => {
      if (!isRested) return;
      judge(last);
      const most = Math.max(1, settled / 100);
      check(failed <= most, () => `${failed} of ${settled} tasks failed an hour after all faults`);
    },
  };
};
