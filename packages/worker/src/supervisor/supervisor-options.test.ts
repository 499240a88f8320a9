import { describe, expect, it } from 'vitest';

import { checkSupervisorOptions } from './supervisor-options.ts';

describe('checkSupervisorOptions', () => {
  it('needs no option at all', () => {
    expect(checkSupervisorOptions({})).toEqual({
      minWorkers: 2,
      maxWorkers: 4,
      minHealthyWorkers: 1,
      heartbeatMs: 1_000,
      stallMs: 5_000,
      startMs: 20_000,
      drainMs: 30_000,
      crashLoop: { crashes: 5, withinMs: 60_000 },
      backoff: { fromMs: 200, toMs: 10_000 },
      scaleEveryMs: 5_000,
    });
  });

  it.each<[string, object]>([
    ['maxWorkers', { minWorkers: 3, maxWorkers: 2 }],
    ['minHealthyWorkers', { minWorkers: 2, minHealthyWorkers: 3 }],
    ['stallMs', { heartbeatMs: 1_000, stallMs: 2_999 }],
    ['minWorkers', { minWorkers: 0 }],
    ['jobsPerWorker', { jobsPerWorker: 1.5 }],
    ['crashLoop.crashes', { crashLoop: { crashes: 0, withinMs: 60_000 } }],
    ['minWorker', { minWorker: 2 }],
  ])('refuses a wrong %s by its name', (option, options) => {
    expect(() => checkSupervisorOptions(options)).toThrow(expect.objectContaining({ option }));
  });
});
