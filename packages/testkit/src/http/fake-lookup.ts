import { isIPv6, type LookupFunction } from 'node:net';

import type { EarlyFault } from '../faults/network/connection-fault.ts';

interface FakeLookupInit {
  /** The IP address at which the fake listens. */
  readonly address: string;
  /** What the rules do to the next lookup. */
  readonly strike: () => EarlyFault | undefined;
}

/** A resolver by which every name is at the fake. */
export function fakeLookup({ address, strike }: FakeLookupInit): LookupFunction {
  const alive = { address, family: isIPv6(address) ? 6 : 4 };
  // Of the other family: nobody listens there, because the fake listens here.
  const dead = isIPv6(address)
    ? { address: '127.0.0.1', family: 4 }
    : { address: '::1', family: 6 };
  return (hostname, { all = false }, callback) => {
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
}

const resolverError = (code: string, hostname: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`getaddrinfo ${code} ${hostname}`), {
    code,
    syscall: 'getaddrinfo',
    hostname,
  });
