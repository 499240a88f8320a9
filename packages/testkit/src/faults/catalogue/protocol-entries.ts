import { accountEntries } from './account-entries.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { shapeEntries } from './shape-entries.ts';
import { taskEntries } from './task-entries.ts';

/** What a service says wrongly, though its bytes arrive. */
export const protocolEntries: readonly CatalogueEntry[] = [
  ...accountEntries,
  ...taskEntries,
  ...shapeEntries,
].toSorted((left, right) => (left.id < right.id ? -1 : 1));
