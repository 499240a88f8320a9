import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { advanceableClock } from './advanceable-clock.ts';

describe('advanceableClock', () => {
  it('wakes a sleeper whose time has come by a jump, and lets others sleep on', async () => {
    const base = new VirtualClock();
    const clock = advanceableClock(base);
    const woken: string[] = [];
    const short = clock.sleep(10_000).then(() => woken.push('short'));
    const long = clock.sleep(30_000).then(() => woken.push('long'));
    clock.advance(20_000);
    await short;
    expect(woken).toEqual(['short']);
    await base.advance(9_999);
    expect(woken).toEqual(['short']);
    await base.advance(1);
    await long;
    expect(clock.now() - base.now()).toBe(20_000);
    expect(clock.epochMs() - base.epochMs()).toBe(20_000);
  });

  it('rejects with the reason of an abort, and does not sleep on', async () => {
    const clock = advanceableClock(new VirtualClock());
    const abort = new AbortController();
    const sleeping = clock.sleep(10_000, { signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(sleeping).rejects.toThrow('enough');
  });
});
