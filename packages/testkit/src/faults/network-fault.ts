import {
  connectionFaultSchemas,
  lookupFaultSchemas,
  tlsFaultSchemas,
} from './network/connection-fault.ts';
import { replyFaultSchemas } from './network/reply-fault.ts';
import { statusFaultSchemas } from './network/status-fault.ts';

/** What goes wrong below the services' own words, but for the listener. */
export const networkFaultSchemas = [
  ...connectionFaultSchemas,
  ...tlsFaultSchemas,
  ...lookupFaultSchemas,
  ...replyFaultSchemas,
  ...statusFaultSchemas,
] as const;
