import { describe, expect, it } from 'vitest';

import type { SolveLaw } from '../health/solve-law.ts';
import { type SteadyLoad, steadyLoad } from './__fixtures__/steady-load.ts';

/** Half of the answers within 12 s, 95 % within 35 s. */
const usual: SolveLaw = { mu: Math.log(12_000), sigma: 0.65 };

interface Compared {
  readonly alone: SteadyLoad;
  readonly together: SteadyLoad;
}

async function compare(options: {
  readonly inFlight: number;
  readonly isLawKnown: boolean;
  readonly pollFloorMs: number;
}): Promise<Compared> {
  const { inFlight, isLawKnown, pollFloorMs } = options;
  const load = {
    inFlight,
    isLawKnown,
    law: usual,
    limits: { firstWaitMs: 5_000, pollFloorMs },
    // As many answers for each of them.
    forMs: 20_000_000 / inFlight,
  };
  return {
    alone: await steadyLoad({ ...load, maxTickets: 1 }),
    together: await steadyLoad({ ...load, maxTickets: 100 }),
  };
}

describe.each([100, 1_000])('%i tickets in flight, asked for in batches', (inFlight) => {
  it('need a quarter of the requests at most, and are collected no later, once their times are known', async () => {
    const { alone, together } = await compare({ inFlight, isLawKnown: true, pollFloorMs: 1_000 });
    expect(together.requests).toBeLessThan(alone.requests / 4);
    expect(together.latenessMs).toBeLessThanOrEqual(alone.latenessMs);
    expect(together.collected).toBeGreaterThanOrEqual(alone.collected * 0.99);
  });

  it('need a quarter of the requests at most, and are collected as soon as the floor allows', async () => {
    const { alone, together } = await compare({ inFlight, isLawKnown: false, pollFloorMs: 5_000 });
    expect(together.requests).toBeLessThan(alone.requests / 4);
    // Nobody can be quicker than the floor of the service. Company costs a hundredth of it.
    expect(together.latenessMs).toBeLessThan(alone.latenessMs * 1.02);
  });
});
