import { OptionsInvalidError, parseOptions, type ProviderV1 } from '@understudy/core/provider';

import {
  type CompatibleOptions,
  compatibleOptionsSchema,
  type CompatibleSettings,
} from './compatible-options.ts';
import { correctedProfile } from './profile/corrected-profile.ts';
import type { DialectName, Profile } from './profile/profile.ts';
import { profiles } from './profile/profiles.ts';
import { connectService } from './service/connect-service.ts';

const owner = 'compatible';

/**
 * An account at a service that speaks `in.php`/`res.php` or `createTask`/`getTaskResult`. Opens no connection.
 * @throws {OptionsInvalidError} naming the option, and the nearest valid word where one was misspelt.
 */
export function compatible(options: CompatibleOptions): ProviderV1 {
  const settings = parseOptions(compatibleOptionsSchema, options, owner);
  const profile = correctedProfile(profiles[settings.profile], settings);
  const dialect = settings.dialect ?? profile.defaultDialect;
  if (dialect === 'createTask') refuseInPhpOptions(settings);
  if (settings.nocache !== undefined) refuseUnknownNocache(profile, dialect);
  return connectService({ owner, profile, dialect, account: settings });
}

/** An option that would change nothing is a misunderstanding. */
function refuseInPhpOptions(settings: CompatibleSettings): void {
  const { pollMethod, submitEncoding, inPath, resPath, supportsJson, batch } = settings;
  const options = { pollMethod, submitEncoding, inPath, resPath, supportsJson, batch };
  for (const [option, value] of Object.entries(options)) {
    if (value === undefined) continue;
    const message = `${owner}: option "${option}" belongs to the dialect "in.php"; createTask is always a JSON POST`;
    throw new OptionsInvalidError({ option, message });
  }
}

function refuseUnknownNocache({ name, dialects }: Profile, dialect: DialectName): void {
  if (dialects[dialect]?.uncached !== undefined) return;
  const message = `${owner}: option "nocache": the profile "${name}" knows no such thing; "capmonster" does`;
  throw new OptionsInvalidError({ option: 'nocache', message });
}
