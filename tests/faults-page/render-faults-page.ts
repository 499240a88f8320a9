import type { CatalogueEntry } from '../../packages/testkit/src/faults/catalogue/catalogue-entry.ts';
import type { FaultScenario } from '../../packages/testkit/src/faults/fault-scenarios.ts';
import type { Rule } from '../../packages/testkit/src/faults/rule.ts';
import { table } from '../providers-page/table.ts';

const groups = [
  { letter: 'N', title: 'Network' },
  { letter: 'P', title: 'Protocol' },
  { letter: 'C', title: 'Callbacks' },
  { letter: 'S', title: 'Schedules' },
] as const;

/** The page on the faults, out of nothing but their catalogue. */
export const renderFaultsPage = (
  entries: readonly CatalogueEntry[],
  scenarios: readonly FaultScenario[] = [],
): string =>
  [
    '# Faults',
    'What the fake service of `@understudy/testkit` can do wrong. Written by `node tests/write-faults-page.ts` out of the catalogue in `packages/testkit/src/faults/catalogue`; a test compares the two. Every rule below is plain JSON: it goes into the option `rules`, into `fake.use(…)` and into the admin API as it stands. `understudy-testkit faults --explain N17` prints one of them. A fake with the option `headerFaults` (`--allow-header-faults`) also takes the id in the header of a request, `X-Fake-Fault: N17`.',
    'The first rule that matches a request wins. `when` says which requests: see Schedules. Draws are seeded per rule, task and call, so neither concurrency nor the order of arrival changes them.',
    ...groups.flatMap(({ letter, title }) => section(title, ofGroup(entries, letter))),
    ...scenarioSection(scenarios),
  ].join('\n\n') + '\n';

function scenarioSection(scenarios: readonly FaultScenario[]): readonly string[] {
  if (scenarios.length === 0) return [];
  const rows = scenarios.map(({ name, about, rules }) => [name, about, listOf(rules)]);
  return [
    '## Scenarios',
    'Rules that have a name: `fake --scenario brownout`, `POST /__fake/scenario/brownout` (with `{ "ttlMs": 60000 }` if they are to end by themselves), or `fake.use(…)` with the `rules` of an entry of `faultScenarios`.',
    table(['', 'what goes wrong', 'rules'], rows),
  ];
}

const listOf = (rules: readonly Rule[]): string =>
  rules.map((rule) => `\`${JSON.stringify(rule)}\``).join('<br>');

const ofGroup = (entries: readonly CatalogueEntry[], letter: string): readonly CatalogueEntry[] =>
  entries
    .filter(({ id }) => id.startsWith(letter))
    .toSorted((left, right) => left.id.localeCompare(right.id));

function section(title: string, entries: readonly CatalogueEntry[]): readonly string[] {
  if (entries.length === 0) return [];
  const rows = entries.map((entry) => [entry.id, entry.title, rulesOf(entry), entry.seenBy]);
  const limits = entries.flatMap(limitsOf);
  return [
    `## ${title}`,
    table(['', 'what goes wrong', 'rule', 'what a client sees'], rows),
    ...(limits.length === 0 ? [] : [limits.join('\n')]),
  ];
}

const rulesOf = ({ example, variants = [] }: CatalogueEntry): string =>
  listOf([...(example === undefined ? [] : [example]), ...variants]);

/** A line for each thing that is not everywhere. */
function limitsOf({ id, faces, platforms }: CatalogueEntry): readonly string[] {
  const missing = (['http', 'memory'] as const).flatMap((face) => {
    const ability = faces[face];
    const where = face === 'http' ? 'over HTTP' : 'in memory';
    return ability === 'yes' ? [] : [`- ${id} is not made ${where}: ${ability.no}`];
  });
  return [...missing, ...(platforms === undefined ? [] : [`- ${id}: ${platforms}`])];
}
