import { resolve } from 'node:path';

import { loadConfigWith } from '../config/load-config.ts';
import { readConfig } from '../config/read-config.ts';
import type { LoadedConfig, QueueConfig } from '../config/worker-config.ts';
import { CliError } from './cli-error.ts';
import type { Flag, Words } from './read-words.ts';
import type { Shell } from './shell.ts';

/** Where the jobs are: said in the same way to every command. */
export const configFlags = {
  config: {
    type: 'string',
    value: 'worker.json',
    about: 'JSON, or a module that exports `config`',
  },
  'data-dir': { type: 'string', value: 'DIR', about: 'of the embedded database' },
  help: { type: 'boolean', about: 'this' },
} as const satisfies Readonly<Record<string, Flag>>;

type ConfigWords = Pick<Words<'config' | 'data-dir'>, 'flags'>;

/** The whole configuration, with providers. */
export async function loadedConfig({ flags }: ConfigWords, shell: Shell): Promise<LoadedConfig> {
  const config = await loadConfigWith(flags.config, shell.secrets);
  return { ...config, ...placed(config, { flags, shell }) };
}

/** As much of it as a command needs that solves nothing. */
export async function queueConfig({ flags }: ConfigWords, shell: Shell): Promise<QueueConfig> {
  const { queue } = await readConfig(flags.config, shell.secrets);
  return { ...queue, ...placed(queue, { flags, shell }) };
}

function placed(
  { database }: QueueConfig,
  { flags, shell }: ConfigWords & { readonly shell: Shell },
): Pick<QueueConfig, 'database'> {
  const dataDir = flags['data-dir'];
  if (database.engine === 'postgres') {
    if (dataDir === undefined) return { database };
    throw new CliError('--data-dir: the configuration has PostgreSQL, which has no directory here');
  }
  return {
    database: {
      engine: 'pglite',
      dataDir: resolve(shell.secrets.cwd, dataDir ?? database.dataDir),
    },
  };
}
