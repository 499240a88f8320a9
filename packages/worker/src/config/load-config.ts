import { createRouter, type RouterOptions } from '@understudy/core';
import { OptionsInvalidError } from '@understudy/core/provider';

import { providersOfEnvironment } from './environment-config.ts';
import { makeProvider } from './make-provider.ts';
import { readConfig } from './read-config.ts';
import { resolveSecrets } from './resolve-secrets.ts';
import { type Environment, SecretSource } from './secret-source.ts';
import type { LoadedConfig } from './worker-config.ts';

/**
 * Reads a configuration, puts its secrets in their places and makes its providers. Sends nothing.
 * @param path of a JSON file or a module; without one the environment says everything.
 * @throws {OptionsInvalidError} that names the field and the nearest valid word, and shows no secret.
 */
export async function loadConfig(
  path: string | undefined,
  env: Environment = process.env,
): Promise<LoadedConfig> {
  return await loadConfigWith(path, new SecretSource({ env, cwd: process.cwd() }));
}

/** The same for whoever wants to know which secrets there are. */
export async function loadConfigWith(
  path: string | undefined,
  secrets: SecretSource,
): Promise<LoadedConfig> {
  const { name, queue, providers, router } = await readConfig(path, secrets);
  const entries = providers ?? providersOfEnvironment(secrets);
  const made = [];
  for (const [index, entry] of entries.entries())
    made.push(await makeProvider(entry, { option: `providers.${index}`, secrets }));
  const options = { ...Object(resolveSecrets(router, 'router', secrets)), providers: made };
  return { ...queue, router: checked(options, { name, secrets }) };
}

/** A router says at once what it does not take; children that start with it would say so one by one. */
function checked(
  options: RouterOptions,
  { name, secrets }: { readonly name: string; readonly secrets: SecretSource },
): RouterOptions {
  try {
    // Not closed: it has begun nothing, and closing it would close the providers.
    createRouter(options);
    return options;
  } catch (error) {
    if (!OptionsInvalidError.isInstance(error)) throw error;
    const message = `${name}: option "router": ${secrets.redact(error.message)}`;
    throw new OptionsInvalidError({ option: `router.${error.option}`, message });
  }
}
