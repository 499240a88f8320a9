import { readFile, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { OptionsInvalidError } from '@understudy/core/provider';

import type { SecretSource } from './secret-source.ts';

const maxBytes = 1_048_576;
const moduleExtensions = ['.ts', '.mts', '.js', '.mjs', '.cjs'];

/** What a configuration file says, unchecked. @throws {OptionsInvalidError} when it cannot be read. */
export async function readConfigFile(path: string, secrets: SecretSource): Promise<unknown> {
  const file = resolve(secrets.cwd, path);
  const extension = extname(file);
  if (extension === '.json') return await readJson(path, file);
  if (moduleExtensions.includes(extension)) return await readModule(path, { file, secrets });
  throw refused(`${path} is neither JSON nor a module (${moduleExtensions.join(', ')})`);
}

async function readJson(path: string, file: string): Promise<unknown> {
  const size = await stat(file).then(
    (found) => found.size,
    () => undefined,
  );
  if (size !== undefined && size > maxBytes) throw refused(`${path} is longer than a mebibyte`);
  const text = await readFile(file, 'utf8').catch(() => {
    throw refused(`${path} cannot be read`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    // The engine's own message quotes the file, which may hold a key.
    const place = / \(line \d+ column \d+\)/.exec(String(error))?.[0] ?? '';
    throw refused(`${path} is not JSON${place}`);
  }
}

async function readModule(
  path: string,
  { file, secrets }: { readonly file: string; readonly secrets: SecretSource },
): Promise<unknown> {
  const { config } = await import(pathToFileURL(file).href).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : 'it throws';
    throw refused(`${path} cannot be loaded: ${secrets.redact(why)}`);
  });
  if (config === undefined) throw refused(`${path} exports no "config"`);
  return config;
}

const refused = (message: string): OptionsInvalidError =>
  new OptionsInvalidError({ option: 'config', message });
