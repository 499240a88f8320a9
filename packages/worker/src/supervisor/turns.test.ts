import { describe, expect, it } from 'vitest';

import { Turns } from './turns.ts';

describe('Turns', () => {
  it('lets one change happen at a time, in the order of asking, also after one that failed', async () => {
    const turns = new Turns();
    const log: string[] = [];
    const first = Promise.withResolvers<void>();
    const failed = turns.take(async () => {
      log.push('first begins');
      await first.promise;
      log.push('first ends');
      throw new Error('refused');
    });
    const second = turns.take(async () => log.push('second'));
    expect(turns.isFree).toBe(false);
    first.resolve();
    await expect(failed).rejects.toThrow('refused');
    await second;
    expect(log).toEqual(['first begins', 'first ends', 'second']);
    expect(turns.isFree).toBe(true);
  });
});
