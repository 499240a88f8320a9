import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packagesFolder = fileURLToPath(new URL('../../packages', import.meta.url));

interface Manifest {
  readonly name: string;
  readonly publishConfig: { readonly exports: Readonly<Record<string, unknown>> };
}

/**
 * Puts the built packages into a folder as an installation would: `dist` as it is, `publishConfig` in place of
 * `exports`, and beside it what the package depends on. Packing and installing them would need a registry.
 * @returns every entry, by the name under which users import it.
 */
export function installPackages(folder: string): readonly string[] {
  return readdirSync(packagesFolder).flatMap((directory) => {
    const source = join(packagesFolder, directory);
    // Our own manifest, whose shape publint checks.
    const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as Manifest;
    const { exports } = manifest.publishConfig;
    const target = join(folder, 'node_modules', manifest.name);
    mkdirSync(target, { recursive: true });
    cpSync(join(source, 'dist'), join(target, 'dist'), { recursive: true });
    writeFileSync(join(target, 'package.json'), JSON.stringify({ ...manifest, exports }));
    linkDependencies(join(source, 'node_modules'), join(target, 'node_modules'));
    return Object.keys(exports)
      .filter((entry) => entry !== './package.json')
      .map((entry) => `${manifest.name}${entry.slice(1)}`);
  });
}

/** Ours are left out: they are found where they have been put. */
function linkDependencies(from: string, to: string): void {
  for (const name of dependenciesIn(from)) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    symlinkSync(join(from, name), join(to, name), 'junction');
  }
}

const dependenciesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.') && name !== '@understudy')
    .flatMap((name) =>
      name.startsWith('@')
        ? readdirSync(join(folder, name)).map((own) => `${name}/${own}`)
        : [name],
    );
