import { callbackEntries } from './callback-entries.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { networkEntries } from './network-entries.ts';
import { protocolEntries } from './protocol-entries.ts';
import { scheduleEntries } from './schedule-entries.ts';

/** Every fault that the kit knows, in the order of the ids. */
export const catalogue: readonly CatalogueEntry[] = [
  ...networkEntries,
  ...protocolEntries,
  ...callbackEntries,
  ...scheduleEntries,
];
