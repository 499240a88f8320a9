import { compatible } from '@understudy/provider-compatible';
import type { ContractOptions } from '@understudy/testkit';

import type { ContractMutant } from './broken.ts';
import { type ClientFlaw, ownClient } from './own-client.ts';

/** An adapter with an HTTP client of its own, checked over loopback sockets. */
export const adapterWithOwnClient = (flaw: ClientFlaw = {}): ContractOptions => ({
  name: 'the adapter with a client of its own',
  dialect: 'createTask',
  httpClient: 'own',
  create: ({ apiKey, baseUrl, options }) => {
    const transport = ownClient(flaw);
    const dialect = 'createTask';
    return compatible({ profile: '2captcha', dialect, apiKey, baseUrl, transport, ...options });
  },
});

const broken = (breaks: string, killedBy: string, flaw: ClientFlaw): ContractMutant => ({
  breaks,
  killedBy,
  options: adapterWithOwnClient(flaw),
});

/** What adapters get wrong that shows on a true wire only. */
export const socketMutants: readonly ContractMutant[] = [
  broken('takes a reset connection for one that was refused', 'E01', { takesForUnsent: 'reset' }),
  broken('takes a closed connection for one that was refused', 'E03', { takesForUnsent: 'closed' }),
  broken('takes a reset in the body for a request that was not sent', 'E04', {
    takesForUnsent: 'reset-in-body',
  }),
  broken('takes half a body for a request that was not sent', 'E05', {
    takesForUnsent: 'closed-in-body',
  }),
  broken('takes a chunk that is cut short for a request that was not sent', 'E06', {
    takesForUnsent: 'closed-in-chunk',
  }),
  broken('is deaf to its signal until the headers come', 'E07', { isDeafIn: 'head' }),
  broken('is deaf to its signal while bytes drip in', 'E09', { isDeafIn: 'body' }),
  broken('takes any certificate', 'E12', { isTrusting: true }),
  broken('gives a body that stops up by itself', 'F04', { isHasty: true }),
];
