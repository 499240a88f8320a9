import { afterEach, describe, expect, it, vi } from 'vitest';

import type { FleetChange } from './fleet.ts';
import { LocalFleet } from './local-fleet.ts';

const news: FleetChange = { kind: 'breaker', providerId: 'lead', state: 'open' };

describe('LocalFleet', () => {
  afterEach(() => vi.restoreAllMocks());

  it('grants whatever is asked for, for ever', async () => {
    const fleet = new LocalFleet();
    expect(await fleet.leaseProbe()).toMatchObject({ count: 1, expiresAtEpochMs: Infinity });
    expect(await fleet.leaseSlots('lead', 7)).toMatchObject({
      count: 7,
      expiresAtEpochMs: Infinity,
    });
    expect(await fleet.spend()).toBe(true);
  });

  it('tells its news to everybody who listens, until they stop', () => {
    const fleet = new LocalFleet();
    const heard: string[] = [];
    const stop = fleet.subscribe(({ kind }) => heard.push(`first ${kind}`));
    fleet.subscribe(({ kind }) => heard.push(`second ${kind}`));
    fleet.publish(news);
    stop();
    fleet.publish(news);
    expect(heard).toEqual(['first breaker', 'second breaker', 'second breaker']);
  });

  it('lets a listener that throws stop neither the others nor the news', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockReturnValue();
    const fleet = new LocalFleet();
    const heard: FleetChange[] = [];
    fleet.subscribe(() => {
      throw new Error('s3cret');
    });
    fleet.subscribe((change) => heard.push(change));
    fleet.publish(news);
    expect(heard).toEqual([news]);
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      'a listener of fleet news threw',
      'UnderstudyWarning',
    );
  });
});
