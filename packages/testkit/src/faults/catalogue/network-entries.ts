import type { CatalogueEntry } from './catalogue-entry.ts';
import { connectionEntries } from './connection-entries.ts';
import { keepAliveEntries } from './keep-alive-entries.ts';
import { replyEntries } from './reply-entries.ts';
import { securedEntries } from './secured-entries.ts';
import { statusEntries } from './status-entries.ts';

/** What goes wrong below the services' own words. */
export const networkEntries: readonly CatalogueEntry[] = [
  ...connectionEntries,
  ...replyEntries,
  ...statusEntries,
  ...securedEntries,
  ...keepAliveEntries,
];
