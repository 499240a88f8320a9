import { describe, expect, it } from 'vitest';

import { BenchClock } from './bench-clock.ts';

const forever = (): boolean => false;

describe('BenchClock', () => {
  it('wakes sleepers by their due time, then by their arrival', async () => {
    const clock = new BenchClock();
    const woken: string[] = [];
    const sleep = async (name: string, ms: number): Promise<void> => {
      await clock.sleep(ms);
      woken.push(`${name} at ${clock.now()}`);
    };
    for (const [index, ms] of [30, 10, 20, 10, 5].entries()) void sleep(`sleeper ${index}`, ms);
    await clock.runUntil(forever);
    expect(woken).toEqual([
      'sleeper 4 at 5',
      'sleeper 1 at 10',
      'sleeper 3 at 10',
      'sleeper 2 at 20',
      'sleeper 0 at 30',
    ]);
  });

  it('rejects an interrupted sleep with the reason of its signal, and wakes the others in order', async () => {
    const clock = new BenchClock();
    const caller = new AbortController();
    const woken: number[] = [];
    for (let ms = 1; ms <= 40; ms += 1) {
      const signal = ms % 3 === 0 ? caller.signal : undefined;
      clock.sleep(ms, { signal }).then(
        () => woken.push(ms),
        (reason: unknown) => expect(reason).toBe('enough'),
      );
    }
    caller.abort('enough');
    await clock.runUntil(forever);
    expect(woken).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1).filter((ms) => ms % 3 !== 0),
    );
  });

  it('lets promises go as far as they can before it wakes the next', async () => {
    const clock = new BenchClock();
    const seen: string[] = [];
    void clock.sleep(1).then(async () => {
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      seen.push('end of the first');
    });
    void clock.sleep(2).then(() => seen.push('second'));
    await clock.runUntil(forever);
    expect(seen).toEqual(['end of the first', 'second']);
  });

  it('stops as soon as it is enough', async () => {
    const clock = new BenchClock();
    void clock.sleep(10);
    void clock.sleep(20);
    await clock.runUntil(() => clock.now() >= 10);
    expect(clock.now()).toBe(10);
  });
});
