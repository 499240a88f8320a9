import { OptionsInvalidError } from '@understudy/core/provider';

import type { SecretSource } from './secret-source.ts';
import type { ProviderReference } from './worker-config.ts';

/** Where jobs lie when nobody says where. */
export const usualDataDir = 'understudy-data';

/** The database of a configuration that names none. */
export function databaseOfEnvironment(secrets: SecretSource): object {
  const connectionString = secrets.readVariable('DATABASE_URL');
  return connectionString === undefined
    ? { engine: 'pglite', dataDir: usualDataDir }
    : { engine: 'postgres', connectionString };
}

/**
 * The providers of a configuration that names none.
 * @throws {OptionsInvalidError} when the environment has no key.
 */
export function providersOfEnvironment(secrets: SecretSource): readonly ProviderReference[] {
  const lead = secrets.readVariable('CAPTCHAAI_API_KEY');
  const backup = secrets.readVariable('BACKUP_API_KEY');
  const profile = secrets.env['BACKUP_PROFILE'] || '2captcha';
  const providers = [
    ...(lead === undefined
      ? []
      : [
          {
            use: '@understudy/provider-captchaai',
            factory: 'captchaai',
            options: { apiKey: lead },
          },
        ]),
    ...(backup === undefined
      ? []
      : [
          {
            use: '@understudy/provider-compatible',
            factory: 'compatible',
            options: { profile, apiKey: backup },
          },
        ]),
  ];
  if (providers.length > 0) return providers;
  const message =
    'there is no provider: set CAPTCHAAI_API_KEY, or BACKUP_API_KEY and BACKUP_PROFILE, or name providers in a file (--config)';
  throw new OptionsInvalidError({ option: 'providers', message });
}
