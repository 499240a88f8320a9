import { catalogue } from '../faults/catalogue/catalogue.ts';
import type { CatalogueEntry } from '../faults/catalogue/catalogue-entry.ts';
import { CliError } from './cli-error.ts';
import { type Flag, helpOf, readWords, unknownWord } from './read-words.ts';

const faultsFlags = {
  explain: { type: 'string', value: 'N17', about: 'what it does, and the rules that make it' },
  json: { type: 'boolean', about: 'the catalogue as JSON' },
  help: { type: 'boolean', about: 'this' },
} as const satisfies Readonly<Record<string, Flag>>;

const usage = `understudy-testkit faults [--explain N17]

Lists what the fake can do wrong: N network, P protocol, C callbacks, S schedules.
`;

/** Prints the catalogue, or one of its entries; gives the exit code. */
export async function faultsCommand(words: readonly string[]): Promise<number> {
  const { flags, rest, isSet } = readWords(words, faultsFlags);
  const [more] = rest;
  if (more !== undefined) throw new CliError(`"${more}" is no flag; --explain ${more}?`);
  if (isSet('help')) {
    process.stdout.write(`${usage}\n${helpOf(faultsFlags)}\n`);
    return 0;
  }
  const entries = flags.explain === undefined ? catalogue : [entryOf(flags.explain)];
  const isWhole = flags.explain === undefined;
  const text = isSet('json')
    ? JSON.stringify(isWhole ? entries : entries[0], null, 2)
    : entries.map(isWhole ? lineOf : explained).join('\n');
  process.stdout.write(`${text}\n`);
  return 0;
}

function entryOf(word: string): CatalogueEntry {
  const entry = catalogue.find(({ id }) => id === word.toUpperCase());
  const valid = catalogue.map(({ id }) => id);
  if (entry === undefined) throw unknownWord('fault', word, valid);
  return entry;
}

const lineOf = ({ id, title }: CatalogueEntry): string => `${id}  ${title}`;

function explained(entry: CatalogueEntry): string {
  const { id, title, example, variants = [], seenBy, faces, platforms } = entry;
  const rules = example === undefined ? variants : [example, ...variants];
  const cannot = (['http', 'memory'] as const).flatMap((face) => {
    const ability = faces[face];
    return ability === 'yes' ? [] : [`not made ${places[face]}: ${ability.no}`];
  });
  return [
    `${id}  ${title}`,
    `     seen: ${seenBy}`,
    ...[...cannot, ...(platforms === undefined ? [] : [platforms])].map((line) => `     ${line}`),
    ...rules.map((rule) => `     rule: ${JSON.stringify(rule)}`),
  ].join('\n');
}

const places = { http: 'over HTTP', memory: 'in memory' } as const;
