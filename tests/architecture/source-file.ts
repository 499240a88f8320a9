import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of a package, by its path from the root of the repository, with `/`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const root = new URL('../../', import.meta.url).pathname;

/** Every TypeScript file under `packages/<name>/src`, tests included. */
export function readSources(): readonly SourceFile[] {
  return readdirSync(join(root, 'packages')).flatMap((name) => {
    const folder = `packages/${name}/src`;
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => `${folder}/${path}`)
      .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  });
}

/** Whether a file exists for tests only. */
export const isTest = ({ path }: SourceFile): boolean =>
  /\.test(-d)?\.ts$|\/__fixtures__\//.test(path);

/** The text without comments. Comments that follow code on their line stay when they hold a quote. */
export const codeOf = ({ text }: SourceFile): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/[^\n'"`]*$/gm, '$1');
