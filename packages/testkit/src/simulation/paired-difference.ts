import type { Figures } from './figures.ts';
import { mean, standardErrorOf } from './mean.ts';

/** How much more one policy loses per task than another in the same worlds; below 0 it loses less. */
export interface Difference {
  readonly difference: number;
  /** Of the differences seed by seed. */
  readonly standardError: number;
}

export interface PairedDifference {
  readonly scenarios: Readonly<Record<string, Difference>>;
  /** Over all scenarios; its error is by seed. */
  readonly mean: Difference;
  /** In how many scenarios it loses less by more than one standard error. */
  readonly betterIn: number;
}

/** The figures of two policies in the same worlds, seed by seed. */
export interface Rivals {
  readonly own: readonly Figures[];
  readonly other: readonly Figures[];
}

const differenceOf = (differences: readonly number[]): Difference => ({
  difference: mean(differences),
  standardError: standardErrorOf(differences),
});

export function pairedDifference(byScenario: Readonly<Record<string, Rivals>>): PairedDifference {
  const bySeed = Object.entries(byScenario).map(([name, { own, other }]) => ({
    name,
    differences: own.map(({ loss }, seed) => loss - (other[seed]?.loss ?? NaN)),
  }));
  const seeds = Math.min(...bySeed.map(({ differences }) => differences.length));
  const means = Array.from({ length: seeds }, (_, seed) =>
    mean(bySeed.map(({ differences }) => differences[seed] ?? NaN)),
  );
  const scenarios = Object.fromEntries(
    bySeed.map(({ name, differences }) => [name, differenceOf(differences)]),
  );
  const better = Object.values(scenarios).filter(
    ({ difference, standardError }) => difference + standardError < 0,
  );
  return { scenarios, mean: differenceOf(means), betterIn: better.length };
}
