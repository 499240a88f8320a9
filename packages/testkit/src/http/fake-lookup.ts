import type { LookupFunction } from 'node:net';

import type { EarlyFault } from '../faults/network/connection-fault.ts';

const alive = { address: '127.0.0.1', family: 4 } as const;
/** Nobody listens there, because the fake listens at the other. */
const dead = { address: '::1', family: 6 } as const;

/**
 * A resolver by which every name is at the fake.
 * @param strike what the rules do to the next lookup.
 */
export const fakeLookup =
  (strike: () => EarlyFault | undefined): LookupFunction =>
  (hostname, { all = false }, callback) => {
    const fault = strike()?.kind;
    if (fault === 'dns-hang') return;
    // Like a true resolver, never before the caller has gone on.
    process.nextTick(() => {
      if (fault === 'dns-failure' || fault === 'dns-temporary') {
        callback(resolverError(fault === 'dns-failure' ? 'ENOTFOUND' : 'EAI_AGAIN', hostname), '');
        return;
      }
      const first = fault === 'dns-two-addresses' ? dead : alive;
      const found = first === dead ? [dead, alive] : [alive];
      if (all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };

const resolverError = (code: string, hostname: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`getaddrinfo ${code} ${hostname}`), {
    code,
    syscall: 'getaddrinfo',
    hostname,
  });
