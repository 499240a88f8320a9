import type { Figures } from './figures.ts';
import { mean, standardErrorOf } from './mean.ts';

/** A policy in one scenario, over all seeds. */
export interface ScenarioFigures {
  /** Loss per task beyond the oracle's, in the same worlds. */
  readonly regret: number;
  readonly standardError: number;
  readonly loss: number;
  readonly okPercent: number;
  readonly p50: number;
  readonly p95: number;
  readonly duplicatesPer100: number;
  readonly submitsPerTask: number;
}

/** A policy over all scenarios and seeds. */
export interface PolicyFigures {
  readonly meanRegret: number;
  /** Of the mean over scenarios, by seed. */
  readonly standardError: number;
  readonly worstRegret: number;
  readonly okPercent: number;
  readonly p50: number;
  readonly p95: number;
  readonly duplicatesPer100: number;
  readonly scenarios: Readonly<Record<string, ScenarioFigures>>;
}

/** The figures of each seed, and the oracle's in the same world. */
export interface PairedFigures {
  readonly own: readonly Figures[];
  readonly oracle: readonly Figures[];
}

const regretsOf = ({ own, oracle }: PairedFigures): readonly number[] =>
  own.map(({ loss }, index) => loss - (oracle[index]?.loss ?? 0));

/** A policy's figures, from its scenarios by name. */
export function policyFigures(byScenario: Readonly<Record<string, PairedFigures>>): PolicyFigures {
  const scenarios = Object.fromEntries(
    Object.entries(byScenario).map(([name, paired]) => [name, scenarioFigures(paired)]),
  );
  const all = Object.values(scenarios);
  const seeds = Math.min(...Object.values(byScenario).map(({ own }) => own.length));
  const meansBySeed = Array.from({ length: seeds }, (_, seed) =>
    mean(Object.values(byScenario).map((paired) => regretsOf(paired)[seed] ?? 0)),
  );
  return {
    meanRegret: mean(all.map(({ regret }) => regret)),
    standardError: standardErrorOf(meansBySeed),
    worstRegret: Math.max(...all.map(({ regret }) => regret)),
    okPercent: mean(all.map(({ okPercent }) => okPercent)),
    p50: mean(all.map(({ p50 }) => p50)),
    p95: mean(all.map(({ p95 }) => p95)),
    duplicatesPer100: mean(all.map(({ duplicatesPer100 }) => duplicatesPer100)),
    scenarios,
  };
}

function scenarioFigures(paired: PairedFigures): ScenarioFigures {
  const { own } = paired;
  const regrets = regretsOf(paired);
  return {
    regret: mean(regrets),
    standardError: standardErrorOf(regrets),
    loss: mean(own.map(({ loss }) => loss)),
    okPercent: mean(own.map(({ okPercent }) => okPercent)),
    p50: mean(own.map(({ p50 }) => p50)),
    p95: mean(own.map(({ p95 }) => p95)),
    duplicatesPer100: mean(own.map(({ duplicatesPer100 }) => duplicatesPer100)),
    submitsPerTask: mean(own.map(({ submitsPerTask }) => submitsPerTask)),
  };
}
