import { parseArgs } from 'node:util';

import {
  type Figures,
  fourteenScenarios,
  type PairedFigures,
  policies,
  type PolicyFigures,
  policyFigures,
  type PolicyName,
} from '@understudy/testkit/simulation';

import { runAll } from './simulate/run-all.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2' },
    'first-seed': { type: 'string', default: '1' },
    rate: { type: 'string', default: '0.5' },
    json: { type: 'boolean', default: false },
  },
});

const numberOf = (name: 'seeds' | 'first-seed' | 'rate'): number => {
  const value = Number(values[name]);
  if (Number.isFinite(value) && value > 0) return value;
  console.error(
    `simulate: option "--${name}" must be a number above 0, such as ${name === 'rate' ? '0.5' : '5'}`,
  );
  process.exit(2);
};

const seeds = numberOf('seeds');
const firstSeed = numberOf('first-seed');
const rate = numberOf('rate');

// Keys of a constant object are just its own names.
const policyNames = Object.keys(policies) as PolicyName[];
const runs = policyNames.flatMap((policy) =>
  fourteenScenarios.flatMap(({ name: scenario }) =>
    Array.from({ length: seeds }, (_, index) => ({
      policy,
      scenario,
      seed: firstSeed + index,
      rate,
    })),
  ),
);

const figures = await runAll(runs);
const figuresFor = (policy: PolicyName, scenario: string): readonly Figures[] =>
  figures.filter((_, index) => runs[index]?.policy === policy && runs[index].scenario === scenario);

const report: Record<string, PolicyFigures> = Object.fromEntries(
  policyNames.map((policy) => {
    const paired = fourteenScenarios.map(({ name }): readonly [string, PairedFigures] => [
      name,
      { own: figuresFor(policy, name), oracle: figuresFor('oracle', name) },
    ]);
    return [policy, policyFigures(Object.fromEntries(paired))];
  }),
);

if (values.json) {
  const seedList = Array.from({ length: seeds }, (_, index) => firstSeed + index);
  console.log(JSON.stringify({ rate, seeds: seedList, policies: report }));
} else {
  print(report);
}

function print(byPolicy: Readonly<Record<string, PolicyFigures>>): void {
  const names = Object.keys(byPolicy);
  console.log(
    `regret per task against an oracle, ${rate} tasks/s, ${seeds} seeds from ${firstSeed}`,
  );
  console.log(['scenario'.padEnd(28), ...names.map((name) => name.padStart(12))].join(''));
  const row = (title: string, valueOf: (figures: PolicyFigures) => string): void =>
    console.log(
      [
        title.padEnd(28),
        ...Object.values(byPolicy).map((known) => valueOf(known).padStart(12)),
      ].join(''),
    );
  for (const { name } of fourteenScenarios) {
    row(name, ({ scenarios }) => (scenarios[name]?.regret ?? NaN).toFixed(3));
  }
  row('mean', ({ meanRegret }) => meanRegret.toFixed(3));
  row('worst', ({ worstRegret }) => worstRegret.toFixed(3));
  row('correct in time, %', ({ okPercent }) => okPercent.toFixed(2));
  row('duplicates per 100', ({ duplicatesPer100 }) => duplicatesPer100.toFixed(1));
}
