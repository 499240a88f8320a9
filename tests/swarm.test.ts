import { describe, expect, it } from 'vitest';

import { sumOf } from './simulate/print-invariants.ts';
import { runAll } from './simulate/run-all.ts';

const worlds = 500;
/** They need half a minute of two cores, which may be shared. */
const timeout = 300_000;

describe('the router in drawn worlds', () => {
  // In worker threads, so that every core has work whatever the number of test processes.
  it('keeps every invariant, after every event', { timeout }, async () => {
    const jobs = Array.from(
      { length: worlds },
      (_, index) => ({ kind: 'swarm', seed: index + 1 }) as const,
    );
    const outcomes = await runAll<'swarm'>(jobs);
    expect(outcomes.flatMap(({ story }) => story ?? []).join('\n\n')).toBe('');
    const watched = outcomes.map(({ seed, invariants }) => ({ name: `seed ${seed}`, invariants }));
    const { checked, violated } = sumOf(watched);
    expect(violated).toBe(0);
    expect(checked).toBeGreaterThan(worlds * 1_000);
  });
});
