import {
  type Figures,
  fourteenScenarios,
  ownScenarios,
  type PairedDifference,
  pairedDifference,
  policyFigures,
  type PolicyFigures,
  type PolicyName,
} from '@understudy/testkit/simulation';

import type { SimulateArguments } from './arguments.ts';
import type { Watched } from './print-invariants.ts';
import { runAll } from './run-all.ts';

/** Policies side by side in the same worlds. */
export interface Comparison {
  readonly scenarios: readonly string[];
  readonly policies: Readonly<Record<string, PolicyFigures>>;
  /** What understudy loses more than the classic rule, world by world; undefined where one of them did not run. */
  readonly versusClassic: PairedDifference | undefined;
  readonly watched: readonly Watched[];
}

/** Runs every chosen policy, and the oracle that regret is counted from, in every world of a set. */
export async function comparePolicies(chosen: SimulateArguments): Promise<Comparison> {
  const { mode, seeds, rate } = chosen;
  const scenarios =
    mode === 'own'
      ? ownScenarios.map(({ scenario }) => scenario.name)
      : fourteenScenarios.map(({ name }) => name);
  const policies = [...new Set<PolicyName>([...chosen.policies, 'oracle'])];
  const jobs = policies.flatMap((policy) =>
    scenarios.flatMap((scenario) =>
      seeds.map((seed) => ({ kind: 'scenario', policy, scenario, seed, rate }) as const),
    ),
  );
  const outcomes = await runAll<'scenario'>(jobs);
  const figuresFor = (policy: PolicyName, scenario: string): readonly Figures[] =>
    outcomes.flatMap(({ figures }, index) =>
      jobs[index]?.policy === policy && jobs[index].scenario === scenario ? [figures] : [],
    );
  const inEach = <T>(of: (scenario: string) => T): Readonly<Record<string, T>> =>
    Object.fromEntries(scenarios.map((scenario) => [scenario, of(scenario)]));
  const figuresOf = (policy: PolicyName): PolicyFigures =>
    policyFigures(
      inEach((name) => ({ own: figuresFor(policy, name), oracle: figuresFor('oracle', name) })),
    );
  const hasRivals = policies.includes('understudy') && policies.includes('classic');
  return {
    scenarios,
    policies: Object.fromEntries(policies.map((policy) => [policy, figuresOf(policy)])),
    versusClassic: hasRivals
      ? pairedDifference(
          inEach((name) => ({
            own: figuresFor('understudy', name),
            other: figuresFor('classic', name),
          })),
        )
      : undefined,
    watched: outcomes.map(({ invariants }, index) => {
      const job = jobs[index];
      return { name: `"${job?.scenario}", ${job?.policy}, seed ${job?.seed}`, invariants };
    }),
  };
}
