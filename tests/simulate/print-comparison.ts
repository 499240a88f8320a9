import type { Difference, PolicyFigures } from '@understudy/testkit/simulation';

import type { Comparison } from './compare-policies.ts';

const titleWidth = 44;
const columnWidth = 16;

const withError = (value: number, error: number): string =>
  `${value.toFixed(3)} ±${error.toFixed(3)}`;

const signed = ({ difference, standardError }: Difference): string =>
  `${difference < 0 ? '' : '+'}${withError(difference, standardError)}`;

/** A table of regrets with their standard errors, scenario by scenario. */
export function tableOf({ scenarios, policies, versusClassic }: Comparison): readonly string[] {
  const row = (title: string, cells: readonly string[]): string =>
    [title.padEnd(titleWidth), ...cells.map((cell) => cell.padStart(columnWidth))].join('');
  const ofAll = (title: string, show: (figures: PolicyFigures) => string): string =>
    row(title, Object.values(policies).map(show));
  const versus = (difference: Difference | undefined): readonly string[] =>
    difference === undefined ? [] : [signed(difference)];
  const titles = [...Object.keys(policies), ...(versusClassic === undefined ? [] : ['vs classic'])];
  return [
    row('scenario', titles),
    ...scenarios.map((name) =>
      row(name, [
        ...Object.values(policies).map((figures) => {
          const { regret = NaN, standardError = NaN } = figures.scenarios[name] ?? {};
          return withError(regret, standardError);
        }),
        ...versus(versusClassic?.scenarios[name]),
      ]),
    ),
    row('mean', [
      ...Object.values(policies).map((all) => withError(all.meanRegret, all.standardError)),
      ...versus(versusClassic?.mean),
    ]),
    ofAll('worst', ({ worstRegret }) => worstRegret.toFixed(3)),
    ofAll('correct in time, %', ({ okPercent }) => okPercent.toFixed(2)),
    ofAll('duplicates per 100', ({ duplicatesPer100 }) => duplicatesPer100.toFixed(1)),
    ...(versusClassic === undefined
      ? []
      : [
          `understudy better than classic by more than a standard error in ${versusClassic.betterIn} of ${scenarios.length}`,
        ]),
  ];
}
