import { nearestWord, OptionsInvalidError, parseOptions } from '@understudy/core/provider';

import { providerReferenceSchema } from './config-schema.ts';
import { loadModule } from './load-module.ts';
import { resolveSecrets } from './resolve-secrets.ts';
import type { SecretSource } from './secret-source.ts';

/**
 * Makes the provider that a configuration names; what is none of ours to make comes back as it is, for the router to
 * check.
 */
export async function makeProvider(
  entry: unknown,
  { option, secrets }: { readonly option: string; readonly secrets: SecretSource },
): Promise<unknown> {
  if (typeof Object(entry).submit === 'function') return entry;
  const reference = parseOptions(providerReferenceSchema, entry, option);
  const options = resolveSecrets(reference.options, `${option}.options`, secrets);
  try {
    const exported = await loadModule(reference.use, secrets.cwd);
    const create = factoryOf(exported, reference);
    return await create(options);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it throws';
    const path = OptionsInvalidError.isInstance(error)
      ? `${option}.options.${error.option}`
      : option;
    // No cause: it may show what it was given.
    throw new OptionsInvalidError({
      option: path,
      message: `option "${option}": ${secrets.redact(why)}`,
    });
  }
}

type Factory = (options: unknown) => unknown;

function factoryOf(
  exported: Readonly<Record<string, unknown>>,
  { use, factory }: { readonly use: string; readonly factory?: string | undefined },
): Factory {
  const functions = Object.entries(exported).filter(
    (entry): entry is [string, Factory] => typeof entry[1] === 'function',
  );
  const names = functions.map(([name]) => name);
  if (factory === undefined) {
    const [only, ...others] = functions;
    if (only !== undefined && others.length === 0) return only[1];
    throw new Error(`"${use}" needs a "factory", which may be ${names.join(', ') || 'nothing'}`);
  }
  const found = functions.find(([name]) => name === factory);
  if (found !== undefined) return found[1];
  const nearest = nearestWord(factory, names);
  const hint = nearest === undefined ? `it has ${names.join(', ')}` : `did you mean "${nearest}"?`;
  throw new Error(`"${use}" exports no function "${factory}", ${hint}`);
}
