import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type Plugin, rolldown } from 'rolldown';

import { root } from '../check/run-command.ts';

const testkit = join(root, 'packages', 'testkit');
const dist = join(testkit, 'dist');

/**
 * Makes what `understudy-testkit fake` loads into a few files (docs/decisions/0016): a fake that somebody waits for
 * starts several times sooner than from its three hundred modules. CommonJS, because to import `node:http` or
 * `node:util` into an ES module runs their lazy getters, and so loads a whole HTTP client and more.
 */
export async function bundleCommandLine(): Promise<void> {
  const bundle = await rolldown({
    input: { 'understudy-testkit': join(dist, 'cli', 'main.js') },
    platform: 'node',
    external: [/^node:/],
    plugins: [otherCommands, laterModules, inAscii],
  });
  await bundle.write({
    dir: join(dist, 'bin'),
    format: 'cjs',
    // Its printer would write the texts as they were.
    minify: false,
    codeSplitting: { groups: [base, ...parts] },
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    cleanDir: true,
  });
  await bundle.close();
  // It asks to go with every copy.
  const licence = join(testkit, 'node_modules', 'zod', 'LICENSE');
  await copyFile(licence, join(dist, 'bin', 'LICENSE-zod'));
}

/** They stay where they are, and share the one copy of core that the user's own provider has. */
const otherCommands: Plugin = {
  name: 'other-commands',
  resolveId: (id) =>
    /^\.\/(replay|contract|faults)-command\.js$/.test(id)
      ? { id: `../cli${id.slice(1)}`, external: true }
      : undefined,
};

/** Built-in modules that the kit uses within functions only: a fake without TLS, say, need not wait for `node:tls`. */
const builtins = [
  'crypto',
  'tls',
  'zlib',
  'worker_threads',
  'child_process',
  'util',
  'fs/promises',
];

/** Parts of the kit that a fake without rules does not need: two hundred schemas, and the catalogue. */
const parts = [
  {
    name: 'rule-schemas',
    test: /\/dist\/faults\/((account|callback|network|task|wording)-fault|condition|fault|inject-schema|law-schema|rule|network\/[\w-]+)\.js$/,
  },
  {
    name: 'catalogue',
    test: /\/dist\/faults\/(catalogue\/[\w-]+|fault-scenarios|header-fault)\.js$/,
  },
] as const;

/** What all of them stand on, which must not come with the first of them. */
const base = {
  name: 'base',
  test: /\/(zod|packages\/core)\/|\/dist\/(core\/(fake-task-type|restart-keeps)|faults\/one-of|dialects\/replies)\.js$/,
  priority: 1,
};

const isLater = (id: string): boolean =>
  builtins.some((name) => id === `node:${name}`) ||
  parts.some(({ name }) => id.startsWith(`./${name}-`));

/** Loads them when something of them is asked for. */
const laterModules: Plugin = {
  name: 'later-modules',
  renderChunk(code) {
    const lines = code.replaceAll(
      /^(let|const) (\w+) = require\("([^"]+)"\);$/gm,
      (line, kind, name, id) =>
        isLater(id) ? `${kind} ${name} = lazily(() => require("${id}"));` : line,
    );
    return lines === code ? undefined : { code: withFunction(lines) };
  },
};

/** A file with any other character is read slowly, and held with two bytes for each. Only texts and comments have them. */
const inAscii: Plugin = {
  name: 'in-ascii',
  renderChunk: (code) => ({
    code: code.replaceAll(
      /[^\0-\x7f]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  }),
};

/** Before everything but the line that may say how the file is run. */
function withFunction(code: string): string {
  const lazily =
    'const lazily = (load) => { let loaded; return new Proxy({}, { get: (_, name) => (loaded ??= load())[name] }); };\n';
  return code.startsWith('#!') ? code.replace('\n', `\n${lazily}`) : `${lazily}${code}`;
}
