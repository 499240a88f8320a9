import { describe, expect, it } from 'vitest';

import { regimeAt } from './scenario.ts';
import { fourteenScenarios } from './scenarios.ts';
import { threeServices } from './service.ts';

const [a, b] = threeServices;
const scenario = (name: string) => fourteenScenarios.find((known) => known.name === name);

const rejectsAt = (name: string, at: number): number | undefined => {
  const known = scenario(name);
  return known === undefined || a === undefined ? undefined : regimeAt(known, a, at).reject;
};

describe('the fourteen scenarios', () => {
  it('are fourteen, each with a name of its own', () => {
    expect(new Set(fourteenScenarios.map(({ name }) => name)).size).toBe(14);
  });

  it('begin after ten minutes and are over after twenty-five', () => {
    expect(
      [599_999, 600_000, 1_499_999, 1_500_000].map((at) => rejectsAt('A hard down', at)),
    ).toEqual([0, 1, 1, 0]);
  });

  it('flap minute by minute, beginning with a minute that is down', () => {
    const minutes = [600_000, 660_000, 720_000, 780_000, 1_440_000, 1_500_000];
    expect(minutes.map((at) => rejectsAt('A flapping 60 s/60 s', at))).toEqual([1, 0, 1, 0, 1, 0]);
  });

  it('leave the services that they do not name as they are', () => {
    const known = scenario('A hard down');
    if (known === undefined || b === undefined) throw new Error('no such scenario');
    expect(regimeAt(known, b, 700_000)).toMatchObject({ reject: 0, fail: 0.03, slowness: 1 });
  });

  it('revoke a key for good', () => {
    const known = scenario('A key revoked');
    if (known === undefined || a === undefined) throw new Error('no such scenario');
    expect(regimeAt(known, a, 10_000_000).isRevoked).toBe(true);
  });
});
