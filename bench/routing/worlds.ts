import { createRouter } from '@understudy/core';
import { seededRandom } from '@understudy/core/testing';

import { BenchClock } from './bench-clock.ts';
import { benchProvider } from './bench-provider.ts';
import { directSolver, type Solver, Traffic } from './traffic.ts';

export interface WorldOptions {
  readonly providers: number;
  /** Tasks under way at a time, on average. */
  readonly inFlight: number;
  /** `none`: no router, the providers are called one after the other. */
  readonly strategy: 'expected-loss' | 'ordered' | 'none';
}

/** A world in memory: so many providers in their usual health, with as many tasks under way as there should be. */
export async function worldOf({
  providers: count,
  inFlight,
  strategy,
}: WorldOptions): Promise<Traffic> {
  const clock = new BenchClock();
  const providers = Array.from({ length: count }, (_, place) => benchProvider(place));
  const solver =
    strategy === 'none' ? directSolver(providers, clock) : routed({ providers, clock, strategy });
  const traffic = new Traffic({ clock, solver, inFlight });
  for (const provider of providers) provider.isFilling = true;
  await traffic.fill();
  // The last of them have set out, and not all have arrived.
  await traffic.usPerTask(1);
  for (const provider of providers) provider.isFilling = false;
  return traffic;
}

function routed({
  providers,
  clock,
  strategy,
}: {
  readonly providers: readonly ReturnType<typeof benchProvider>[];
  readonly clock: BenchClock;
  readonly strategy: 'expected-loss' | 'ordered';
}): Solver {
  const breaker = strategy === 'ordered' ? 'classic' : 'derived';
  const router = createRouter({ providers, strategy, breaker, clock, random: seededRandom(7) });
  return {
    async solve(task) {
      const solved = await router.solve(task).catch(() => undefined);
      if (solved === undefined) return undefined;
      const verdict = solved.solution.token === 'wrong' ? 'rejected' : 'accepted';
      return () => solved.report(verdict);
    },
  };
}
