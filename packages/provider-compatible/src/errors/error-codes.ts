import type { ProviderErrorCode } from '@understudy/core/provider';

/** What a service's code may be said to mean: all but what only a broken connection can mean. */
export const errorCodes = [
  'task-invalid',
  'task-unsupported',
  'task-over-limits',
  'task-stale',
  'task-unsolvable',
  'ticket-lost',
  'credentials-rejected',
  'funds-exhausted',
  'address-banned',
  'at-capacity',
  'rate-limited',
  'provider-unavailable',
  'unclassified',
  'proxy-rejected',
  'report-refused',
] as const satisfies readonly ProviderErrorCode[];
