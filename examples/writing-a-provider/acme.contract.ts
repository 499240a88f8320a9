import type { ContractOptions } from '@understudy/testkit';

import { acmeSamples, acmeWire } from './acme-wire.ts';
import { acme } from './acme.ts';

export default {
  name: 'acme',
  create: ({ apiKey, baseUrl, transport, options }) =>
    acme({ apiKey, baseUrl, transport, ...options }),
  wire: acmeWire,
  samples: acmeSamples,
} satisfies ContractOptions;
