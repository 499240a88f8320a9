import { readFileSync } from 'node:fs';

import * as z from 'zod';

const manifestSchema = z.object({ version: z.string() });

/** The version of this package; its manifest lies as far from the sources as from what is built of them. */
export function versionOf(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return manifestSchema.parse(JSON.parse(manifest)).version;
}
