import { describe, expect, it } from 'vitest';

import { runJobsWorld } from './run-jobs-world.ts';

describe('a quarter of an hour of jobs in virtual time', () => {
  it('loses none and pays none twice, though services, workers and the database fail', async () => {
    const result = await runJobsWorld({ hours: 0.25, seed: 'quarter', hasFaults: true });
    expect(result.violations).toEqual([]);
    expect(result.jobs).toBeGreaterThan(30);
    expect(result.solved + result.failed).toBe(result.jobs);
    expect(result.deaths).toBeGreaterThan(0);
  });

  it('buys each once while nothing goes wrong', async () => {
    const { jobs, ...result } = await runJobsWorld({
      hours: 0.25,
      seed: 'quarter',
      hasFaults: false,
    });
    expect(jobs).toBeGreaterThan(30);
    expect(result).toMatchObject({ solved: jobs, failed: 0, maybePaid: 0, accepted: jobs });
    expect(result.violations).toEqual([]);
  });
});
