import type { CatalogueEntry } from './catalogue-entry.ts';
import { networkEntries } from './network-entries.ts';

/** Every fault that the kit knows, in the order of the ids. */
export const catalogue: readonly CatalogueEntry[] = [...networkEntries];
