import type { SolutionExtras } from '@understudy/core/provider';

import type { JsonObject } from './parse-json.ts';
import { firstOf } from './read-field.ts';

/** What a reply says beside its answer. Services spell the user agent in three ways, some within one client library. */
export function readExtras(fields: JsonObject): SolutionExtras {
  const userAgent = firstOf(fields, ['userAgent', 'user_agent', 'useragent']);
  const cookies = firstOf(fields, ['cookies']);
  const respKey = firstOf(fields, ['respKey']);
  return {
    ...(typeof userAgent === 'string' ? { userAgent } : {}),
    ...(cookies === undefined ? {} : { cookies }),
    ...(typeof respKey === 'string' ? { respKey } : {}),
  };
}
