import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Loads a package or a module as the user's folder sees it, or else as this package does, which is what a global
 * installation has.
 */
export async function loadModule(
  specifier: string,
  cwd: string,
): Promise<Readonly<Record<string, unknown>>> {
  const url = [pathToFileURL(join(cwd, 'understudy.js')).href, import.meta.url]
    .map((from) => resolvedFrom(from, specifier))
    .find((found) => found !== undefined);
  if (url === undefined) throw new Error(`"${specifier}" cannot be found; is it installed?`);
  return await import(url);
}

function resolvedFrom(from: string, specifier: string): string | undefined {
  try {
    return pathToFileURL(createRequire(from).resolve(specifier)).href;
  } catch {
    return undefined;
  }
}
