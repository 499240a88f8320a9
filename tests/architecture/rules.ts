import { type Import, importsOf, packageOf } from './import-graph.ts';
import { codeOf, isTest, type SourceFile } from './source-file.ts';

/** Which of our entries the sources of each package may import. An undeclared package may import none. */
const entriesByPackage: Readonly<Record<string, readonly RegExp[]>> = {
  core: [],
  'provider-compatible': [/^@understudy\/core\/(provider|wire)$/],
  'provider-captchaai': [
    /^@understudy\/core\/(provider|wire)$/,
    /^@understudy\/provider-compatible$/,
  ],
  testkit: [/^@understudy\/core\/(provider|wire|testing)$/],
  worker: [/^@understudy\/core(\/(provider|wire|di))?$/],
};

/** What tests may import beside that. The tests of core stay alone with core, seen as its users see it. */
const entriesForTests: Readonly<Record<string, RegExp>> = {
  core: /^@understudy\/core(\/[a-z]+)?$/,
  'provider-compatible': /^@understudy\/(core\/testing|testkit(\/vitest)?)$/,
  'provider-captchaai': /^@understudy\/(core\/testing|testkit(\/vitest)?)$/,
  testkit: /^@understudy\//,
  worker: /^@understudy\//,
};

const simulation = /^packages\/testkit\/src\/simulation(\/|\.ts$)/;

/** The only places that know these packages. */
const homes: Readonly<Record<string, RegExp>> = {
  undici: /^packages\/core\/src\/wire\/undici-transport\.ts$/,
  pino: /^packages\/core\/src\/observability\//,
  cockatiel: /^packages\/core\/src\/health\//,
  tsyringe: /^packages\/(core\/src\/(di\.ts$|composition\/)|worker\/src\/composition\/)/,
  'reflect-metadata': /^packages\/core\/src\/(di\.ts$|composition\/)/,
  'pg-boss': /^packages\/worker\/src\/store\//,
  pg: /^packages\/worker\/src\/store\//,
  '@electric-sql/pglite': /^packages\/worker\/src\/store\//,
};

/** The rooms of core from the ground up: a room imports itself and what is below it. */
const floors: readonly (readonly string[])[] = [
  ['errors', 'provider'],
  ['seams', 'testing'],
  ['wire'],
  ['ledger'],
  ['health'],
  ['polling'],
  ['strategy'],
  ['router'],
  ['observability'],
  ['composition'],
];

const contractPackages: ReadonlySet<string> = new Set(['zod', '@standard-schema/spec']);

/** The sources as they should be: every rule gives one line for each breach, starting with the path. */
export const rules: Readonly<Record<string, (files: readonly SourceFile[]) => readonly string[]>> =
  {
    'a package imports the entries that it may, and no file of another': (files) =>
      breaches(files, (edge) => {
        const home = homeOf(edge.from.path);
        if (edge.target !== undefined) return !edge.target.startsWith(`packages/${home}/src/`);
        if (!edge.specifier.startsWith('@understudy/')) return false;
        if (edge.specifier === '@understudy/core' && simulation.test(edge.from.path)) return false;
        if (isTest(edge.from) && entriesForTests[home]?.test(edge.specifier) === true) return false;
        return entriesByPackage[home]?.some((entry) => entry.test(edge.specifier)) !== true;
      }),
    'a foreign package is known in one place': (files) =>
      breaches(
        sourcesOf(files),
        (edge) => homes[packageOf(edge) ?? '']?.test(edge.from.path) === false,
      ),
    'undici and pino are loaded when they are needed': (files) =>
      breaches(
        sourcesOf(files),
        (edge) => /^(undici|pino)$/.test(edge.specifier) && edge.kind === 'value',
      ),
    'a room of core imports the rooms below it': (files) =>
      breaches(sourcesOf(files), ({ from, target }) => {
        const room = roomOf(from.path);
        if (room === undefined || target === undefined) return false;
        const below = roomOf(target);
        return below === undefined || (below !== room && floorOf(below) > floorOf(room));
      }),
    'errors import nothing, the contract next to nothing': (files) =>
      breaches(sourcesOf(files), (edge) => {
        const room = roomOf(edge.from.path);
        if (room === 'errors') return edge.target === undefined || roomOf(edge.target) !== 'errors';
        return (
          room === 'provider' &&
          edge.target === undefined &&
          !contractPackages.has(packageOf(edge) ?? '')
        );
      }),
    'observability knows the router by its types only': (files) =>
      breaches(
        sourcesOf(files),
        ({ from, target = '', kind }) =>
          roomOf(from.path) === 'observability' && roomOf(target) === 'router' && kind !== 'type',
      ),
    'everything is exported by name': (files) => matches(files, /^export \*/m),
    'time and chance come through the seams': (files) =>
      matches(
        sourcesOf(files).filter(
          ({ path }) => !/\/seams\/|^packages\/core\/src\/testing\//.test(path),
        ),
        /\bnew Date\b|\bDate\.|\bMath\.random\b|\bset(?:Timeout|Interval)\(|\bAbortSignal\.timeout\b|\bperformance\.|node:timers|node:perf_hooks/,
      ),
    'a source file has at most 250 lines, a test 400': (files) =>
      files
        .map((file) => ({ file, lines: linesOf(file), most: isTest(file) ? 400 : 250 }))
        .filter(({ lines, most }) => lines > most)
        .map(({ file, lines, most }) => `${file.path}: ${lines} lines, more than ${most}`),
    'half of the source files have at most 60 lines': (files) => {
      const lines = sourcesOf(files)
        .map(linesOf)
        .toSorted((left, right) => left - right);
      const median = lines[Math.floor((lines.length - 1) / 2)] ?? 0;
      return median > 60 ? [`packages: the median is ${median} lines`] : [];
    },
  };

const sourcesOf = (files: readonly SourceFile[]): readonly SourceFile[] =>
  files.filter((file) => !isTest(file));

const breaches = (
  files: readonly SourceFile[],
  isBreach: (edge: Import) => boolean,
): readonly string[] =>
  files.flatMap((file) =>
    importsOf(file)
      .filter(isBreach)
      .map(({ specifier }) => `${file.path}: imports ${specifier}`),
  );

const matches = (files: readonly SourceFile[], pattern: RegExp): readonly string[] =>
  files.flatMap((file) => {
    const found = pattern.exec(codeOf(file))?.[0];
    return found === undefined ? [] : [`${file.path}: has ${found}`];
  });

const linesOf = ({ text }: SourceFile): number => text.trimEnd().split('\n').length;

const homeOf = (path: string): string => /^packages\/([^/]+)\//.exec(path)?.[1] ?? '';

/** The room of core in which a file lies; the entries lie in none. */
const roomOf = (path: string): string | undefined =>
  /^packages\/core\/src\/([^/]+)\//.exec(path)?.[1];

/** A room that nobody declared lies above all others, so that it may be imported by none. */
function floorOf(room: string): number {
  const floor = floors.findIndex((rooms) => rooms.includes(room));
  return floor === -1 ? floors.length : floor;
}
