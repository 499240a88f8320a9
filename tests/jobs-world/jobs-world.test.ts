import { describe, expect, it } from 'vitest';

import { runJobsWorld } from './run-jobs-world.ts';

describe('half an hour of jobs in virtual time', () => {
  it.each([
    ['with services that fail, workers that die or stall and a database that goes away', true],
    ['while nothing goes wrong', false],
  ])('%s loses none and pays none twice', async (_name, hasFaults) => {
    const result = await runJobsWorld({ hours: 0.5, seed: 'half-hour', hasFaults });
    expect(result.violations).toEqual([]);
    expect(result.jobs).toBeGreaterThan(60);
    expect(result.solved + result.failed).toBe(result.jobs);
    if (hasFaults) expect(result.deaths + result.stalls).toBeGreaterThan(1);
    else expect(result).toMatchObject({ failed: 0, maybePaid: 0, accepted: result.jobs });
  });
});
