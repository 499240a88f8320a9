import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { OptionsInvalidError } from '@understudy/core/provider';
import { afterAll, describe, expect, it } from 'vitest';

import { loadConfigWith } from './load-config.ts';
import { readConfig } from './read-config.ts';
import { type Environment, SecretSource } from './secret-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where the providers of this repository are installed. */
const examples = fileURLToPath(new URL('../../../../examples', import.meta.url));
const apiKey = 'key-0123456789abcdef';
const password = 'hunter2/hunter2';
const databaseUrl = `postgres://worker:${encodeURIComponent(password)}@db.example:5432/jobs`;

writeFileSync(join(folder, 'key.txt'), `${apiKey}\n`);
writeFileSync(join(folder, 'empty.txt'), '\n');
writeFileSync(
  join(folder, 'acme.mjs'),
  `export const acme = ({ apiKey, baseUrl }) => {
     if (baseUrl !== undefined) throw new Error('cannot reach ' + baseUrl + ' with ' + apiKey);
     return {
       specificationVersion: 'v1', id: 'acme-' + apiKey.length, service: 'acme',
       supports: {
         taskTypes: {}, pricing: { kind: 'per-solve' }, retention: {},
         limits: { firstWaitMs: { default: 1 }, pollFloorMs: { default: 1 } },
       },
       async submit() {}, async poll() {}, async balance() {},
     };
   };`,
);
writeFileSync(
  join(folder, 'two.mjs'),
  'export const acme = () => {}; export const bolt = () => {};',
);

let files = 0;
function written(config: unknown, extension = 'json'): string {
  files += 1;
  const name = `worker-${files}.${extension}`;
  const text = typeof config === 'string' ? config : JSON.stringify(config);
  writeFileSync(join(folder, name), text);
  return name;
}

const secretsOf = (env: Environment = {}, cwd = folder): SecretSource =>
  new SecretSource({ env, cwd });

async function refusalOf(
  config: unknown,
  {
    env = {},
    extension = 'json',
  }: { readonly env?: Environment; readonly extension?: string } = {},
): Promise<OptionsInvalidError> {
  const error: unknown = await loadConfigWith(written(config, extension), secretsOf(env)).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (OptionsInvalidError.isInstance(error)) return error;
  throw new Error('it was not refused', { cause: error });
}

const acme = { use: './acme.mjs', options: { apiKey } };

describe('loadConfig', () => {
  it('needs nothing but a key: two lanes on the embedded database', async () => {
    const env = {
      CAPTCHAAI_API_KEY: apiKey,
      BACKUP_API_KEY: 'backup-key',
      BACKUP_PROFILE: 'rucaptcha',
    };
    const config = await loadConfigWith(undefined, secretsOf(env, examples));
    expect(config).toMatchObject({
      database: { engine: 'pglite', dataDir: 'understudy-data' },
      lanes: 2,
      slots: 50,
      capacity: 10_000,
      resultDays: 7,
      drainMs: 30_000,
      router: { providers: [{ id: 'captchaai' }, { id: 'rucaptcha' }] },
    });
  });

  it('takes PostgreSQL from the environment, and keys from files that it names', async () => {
    const env = { DATABASE_URL: databaseUrl, CAPTCHAAI_API_KEY_FILE: join(folder, 'key.txt') };
    const { database, router } = await loadConfigWith(undefined, secretsOf(env, examples));
    expect(database).toEqual({ engine: 'postgres', connectionString: databaseUrl });
    expect(router.providers).toHaveLength(1);
  });

  it('puts secrets of the environment and of files in their places', async () => {
    const path = written({
      database: { engine: 'postgres', connectionString: { env: 'JOBS_URL' }, poolSize: 4 },
      providers: [{ use: './acme.mjs', factory: 'acme', options: { apiKey: { file: 'key.txt' } } }],
      router: { deadlineMs: 60_000 },
      lanes: 3,
      supervisor: { minWorkers: 3, maxWorkers: 6 },
    });
    const config = await loadConfigWith(path, secretsOf({ JOBS_URL: databaseUrl }));
    expect(config).toMatchObject({
      database: { connectionString: databaseUrl, poolSize: 4 },
      lanes: 3,
      supervisor: { minWorkers: 3, maxWorkers: 6 },
      router: { deadlineMs: 60_000, providers: [{ id: `acme-${apiKey.length}` }] },
    });
  });

  it('takes what a module exports, live things included', async () => {
    const path = written(
      `import { acme } from './acme.mjs';
       export const config = { providers: [acme({ apiKey: 'four' })], router: { onEvent() {} } };`,
      'mjs',
    );
    const { router } = await loadConfigWith(path, secretsOf());
    expect(router.providers).toMatchObject([{ id: 'acme-4' }]);
    expect(router.onEvent).toBeTypeOf('function');
  });

  it.each([
    [{ lnaes: 2 }, 'lnaes', 'unknown field "lnaes", did you mean "lanes"?'],
    [{ lanes: 0 }, 'lanes', 'option "lanes"'],
    [{ drainMs: '30s' }, 'drainMs', 'option "drainMs"'],
    [[], '', 'expected object'],
    [{ database: { engine: 'mysql' } }, 'database.engine', '"pglite" or "postgres"'],
    [
      { database: { engine: 'pglite', dataDri: 'x' } },
      'database.dataDri',
      'did you mean "dataDir"?',
    ],
    [{ supervisor: { minWorker: 2 } }, 'supervisor.minWorker', 'did you mean "minWorkers"?'],
    [
      { supervisor: { minWorkers: 4, maxWorkers: 2 } },
      'supervisor.maxWorkers',
      'must not be below minWorkers',
    ],
    [{ providers: [] }, 'providers', 'needs at least one provider'],
    [{ providers: ['captchaai'] }, '', 'providers.0'],
    [{ providers: [{ ...acme, factoy: 'acme' }] }, 'factoy', 'did you mean "factory"?'],
    [
      { providers: [{ ...acme, factory: 'acne' }] },
      'providers.0',
      'exports no function "acne", did you mean "acme"?',
    ],
    [
      { providers: [{ use: './two.mjs' }] },
      'providers.0',
      'needs a "factory", which may be acme, bolt',
    ],
    [
      { providers: [{ use: '@acme/none' }] },
      'providers.0',
      '"@acme/none" cannot be found; is it installed?',
    ],
    [{ providers: [acme, acme] }, 'router.providers', 'two providers have the id'],
    [
      { providers: [acme], router: { deadlinMs: 1 } },
      'router.deadlinMs',
      'did you mean "deadlineMs"?',
    ],
    [{ providers: [acme], router: { providers: [] } }, 'router', 'belong beside it'],
    [{}, 'providers', 'set CAPTCHAAI_API_KEY'],
  ])('refuses %j by the name of the field', async (config, option, message) => {
    const error = await refusalOf(config);
    expect(error.message).toContain(message);
    expect(error.option).toBe(option);
  });

  it.each([
    [{ env: 'ACME_KEY' }, 'the environment has no ACME_KEY'],
    [{ file: 'none.txt' }, 'none.txt cannot be read'],
    [{ file: 'empty.txt' }, 'empty.txt cannot be read, is empty'],
  ])('refuses the secret %j that is not there, by name', async (secret, message) => {
    const error = await refusalOf({ providers: [{ ...acme, options: { apiKey: secret } }] });
    expect(error.option).toBe('providers.0.options.apiKey');
    expect(error.message).toContain(message);
  });

  it.each([
    ['{"lanes": 2', 'json', /is not JSON \(line 1 column \d+\)$/],
    ['export const conf = {};', 'mjs', /exports no "config"$/],
    ['throw new Error("no licence");', 'mjs', /cannot be loaded: no licence$/],
    ['lanes: 2', 'yaml', /is neither JSON nor a module/],
  ])('refuses a file that says %j', async (text, extension, message) => {
    expect((await refusalOf(text, { extension })).message).toMatch(message);
  });

  it('refuses a file that is not there', async () => {
    await expect(loadConfigWith('none.json', secretsOf())).rejects.toThrow(
      'none.json cannot be read',
    );
  });

  it('shows no secret, whoever complains', async () => {
    const env = { ACME_KEY: apiKey, JOBS_URL: databaseUrl };
    const errors = [
      await refusalOf(`{"providers": [{"options": {"apiKey": "${apiKey}" oops`),
      await refusalOf(
        { providers: [{ ...acme, options: { apiKey: { env: 'ACME_KEY' }, baseUrl: 'http://x' } }] },
        { env },
      ),
      await refusalOf(
        { providers: [{ ...acme, options: { apiKey, baseUrl: databaseUrl } }] },
        { env },
      ),
      await refusalOf({
        database: { engine: 'postgres', connectionString: `mysql:${databaseUrl}` },
      }),
      await refusalOf(`throw new Error('${apiKey} and ${password}')`, { env, extension: 'mjs' }),
    ];
    for (const error of errors) {
      const text = [error.message, error.stack, JSON.stringify(error), String(error.cause)].join();
      expect(text).not.toContain(apiKey);
      expect(text).not.toContain(password);
      expect(text).not.toContain(encodeURIComponent(password));
    }
    expect(errors[1]?.message).toContain('cannot reach http://x with [redacted]');
  });
});

describe('readConfig', () => {
  it('asks for no key of a provider, which a queue has no need of', async () => {
    const path = written({
      providers: [{ use: '@acme/none', options: { apiKey: { env: 'NONE' } } }],
    });
    expect((await readConfig(path, secretsOf())).queue.database).toEqual({
      engine: 'pglite',
      dataDir: 'understudy-data',
    });
  });
});
