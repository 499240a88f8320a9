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
    plugins: [otherCommands, lazyBuiltins],
  });
  await bundle.write({
    dir: join(dist, 'bin'),
    format: 'cjs',
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

/** What the kit's modules use within functions only: a fake without TLS, say, need not wait for `node:tls`. */
const later = ['crypto', 'tls', 'zlib', 'worker_threads', 'child_process', 'util', 'fs/promises'];

/** Loads built-in modules when something of them is asked for. */
const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  renderChunk(code) {
    const lines = code.replaceAll(/^let (\w+) = require\("node:([\w/]+)"\);$/gm, (line, name, id) =>
      later.includes(id) ? `let ${name} = lazily("node:${id}");` : line,
    );
    return lines === code ? undefined : { code: withFunction(lines) };
  },
};

/** After the first line, which may say how the file is run. */
const withFunction = (code: string): string =>
  code.replace(
    /\n/,
    '\nconst lazily = (id) => new Proxy({}, { get: (_, name) => require(id)[name] });\n',
  );
