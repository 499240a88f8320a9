import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { findMachineTraces } from './machine-traces.ts';
import { type Command, type CommandResult, root, runCommand, runInTurn } from './run-command.ts';

export interface Step {
  readonly name: string;
  run(): Promise<CommandResult>;
}

const one =
  (...line: Command['line']) =>
  async (): Promise<CommandResult> =>
    await runCommand({ line });

/** Everything that a change must pass beside the tests, cheapest first. `folder` takes the packed packages. */
export const stepsOf = (folder: string): readonly Step[] => [
  { name: 'format', run: one('oxfmt', '--check', '.') },
  { name: 'lint', run: one('oxlint', '--type-aware', '--deny-warnings') },
  { name: 'types', run: one('tsc', '-p', 'tsconfig.json', '--noEmit') },
  { name: 'unused', run: one('knip') },
  { name: 'traces', run: findMachineTraces },
  { name: 'build', run: build },
  { name: 'pack', run: async () => await pack(folder) },
  { name: 'publint', run: async () => await runInTurn(tarballsIn(folder).map(publint)) },
  { name: 'attw', run: async () => await runInTurn(tarballsIn(folder).map(attw)) },
  {
    name: 'install',
    run: one(process.execPath, join('tests', 'packed-install.ts'), folder),
  },
];

const publint = (tarball: string): Command => ({ line: ['publint', 'run', tarball, '--strict'] });

const attw = (tarball: string): Command => ({ line: ['attw', tarball, '--profile', 'esm-only'] });

/** From nothing, because `tsc -b` leaves the output of files that are gone, and all of it would be published. */
async function build(): Promise<CommandResult> {
  for (const name of packages())
    rmSync(join(root, 'packages', name, 'dist'), { recursive: true, force: true });
  return await runCommand({ line: [process.execPath, join('tests', 'build.ts'), '--force'] });
}

const packages = (): readonly string[] => readdirSync(join(root, 'packages'));

/** With pnpm, because it alone turns `workspace:`, `catalog:` and `publishConfig` into what is published. */
async function pack(folder: string): Promise<CommandResult> {
  mkdirSync(folder, { recursive: true });
  const result = await runInTurn(
    packages().map((name) => ({
      line: ['npx', '-y', 'pnpm@12.21.0', 'pack', '--pack-destination', folder],
      folder: join(root, 'packages', name),
    })),
  );
  const count = tarballsIn(folder).length;
  if (!result.isSuccess || count === packages().length) return result;
  return { isSuccess: false, output: `${count} tarballs for ${packages().length} packages` };
}

const tarballsIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.tgz'))
    .map((name) => join(folder, name));
