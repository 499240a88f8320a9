import { type CatalogueEntry, everyFace } from './catalogue-entry.ts';

/** What goes wrong below the services' own words. */
export const networkEntries: readonly CatalogueEntry[] = [
  {
    id: 'N01',
    title: 'nobody listens',
    example: { inject: { kind: 'refuse' } },
    seenBy: 'ECONNREFUSED',
    faces: everyFace,
  },
];
