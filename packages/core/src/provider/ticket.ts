import type { JsonValue } from './json-value.ts';

/**
 * A provider's own reference to an accepted task. Opaque to the router, JSON-serialisable, valid in any process that
 * holds the same account, and read back with a schema because it may come out of a database.
 */
export type Ticket = { readonly [key: string]: JsonValue };
