import type { RouterEvent } from '@understudy/core';

import type { InvariantReport } from './invariants/world-watch.ts';
import type { PolicyName } from './policies.ts';
import { runWorld } from './run-world.ts';
import type { Scenario } from './scenario.ts';
import { threeServices } from './service.ts';

const stall = { fromMs: 600_000, untilMs: 1_500_000 };
/** Twenty minutes after the stall: whoever is not back by then is not back. */
const durationMs = stall.untilMs + 1_200_000;
const windowTasks = 20;

/** The cheapest service accepts everything and answers nothing for a quarter of an hour. */
const longStall: Scenario = {
  name: 'A stalls for a quarter of an hour',
  windows: [{ service: 'A', ...stall, regime: { never: 1 } }],
};

export interface ReturnRun {
  readonly policy: PolicyName;
  readonly seed: number;
  /** Tasks per second. */
  readonly rate: number;
}

export interface ReturnOutcome {
  /**
   * From the end of the stall until the cheapest service gets at least half of the latest twenty tasks as their first
   * choice; undefined when that takes more than twenty minutes.
   */
  readonly seconds: number | undefined;
  /** From the end of the stall until its breaker is closed: from here on it is chosen for its price again. */
  readonly closedSeconds: number | undefined;
  readonly invariants: InvariantReport;
}

/** Finds the instant of return in the events of one world. */
export class ReturnWatch {
  readonly #endedAt: number;
  readonly #latest: boolean[] = [];
  #returnedAt: number | undefined;
  #closedAt: number | undefined;

  constructor(endedAt: number) {
    this.#endedAt = endedAt;
  }

  get seconds(): number | undefined {
    return this.#secondsTo(this.#returnedAt);
  }

  get closedSeconds(): number | undefined {
    return this.#secondsTo(this.#closedAt);
  }

  readonly hear = (event: RouterEvent): void => {
    if (this.#returnedAt !== undefined) return;
    if (event.type === 'breaker-changed' && event.providerId === 'A') {
      // One that closes and opens again was no return.
      this.#closedAt = event.state === 'closed' ? event.atMs : undefined;
    }
    if (event.type !== 'attempt-started' || event.decision.reason !== 'first') return;
    this.#latest.push(event.providerId === 'A');
    if (this.#latest.length > windowTasks) this.#latest.shift();
    const isHome = 2 * this.#latest.filter(Boolean).length >= windowTasks;
    if (isHome && event.atMs >= this.#endedAt) this.#returnedAt = event.atMs;
  };

  #secondsTo(at: number | undefined): number | undefined {
    return at === undefined ? undefined : (at - this.#endedAt) / 1_000;
  }
}

/** One world with a long stall: how long the policy takes to return to the cheapest service. */
export async function runReturn({ policy, seed, rate }: ReturnRun): Promise<ReturnOutcome> {
  const watch = new ReturnWatch(stall.untilMs);
  let invariants: InvariantReport = { checked: 0, violated: 0, violations: [] };
  await runWorld({
    scenario: longStall,
    services: threeServices,
    policy,
    seed,
    rate,
    durationMs,
    deadlineMs: 120_000,
    onEvent: watch.hear,
    onChecked: (report) => (invariants = report),
  });
  return { seconds: watch.seconds, closedSeconds: watch.closedSeconds, invariants };
}
