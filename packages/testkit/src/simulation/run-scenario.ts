import { figuresOf, type Figures } from './figures.ts';
import type { PolicyName } from './policies.ts';
import { runWorld, type TaskResult } from './run-world.ts';
import { fourteenScenarios } from './scenarios.ts';
import { threeServices } from './service.ts';

const durationMs = 2_400_000;
const deadlineMs = 120_000;

export interface ScenarioRun {
  readonly scenario: string;
  readonly policy: PolicyName;
  readonly seed: number;
  /** Tasks per second. */
  readonly rate: number;
}

/** One of the fourteen worlds under one policy, with its figures. */
export async function runScenario({ scenario, policy, seed, rate }: ScenarioRun): Promise<Figures> {
  const known = fourteenScenarios.find(({ name }) => name === scenario);
  if (known === undefined) throw new RangeError(`there is no scenario "${scenario}"`);
  const results: readonly TaskResult[] = await runWorld({
    scenario: known,
    services: threeServices,
    policy,
    seed,
    rate,
    durationMs,
    deadlineMs,
  });
  return figuresOf(results);
}
