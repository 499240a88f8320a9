import { describeProvider } from '@understudy/testkit/node-test';

import { acme } from '../../../examples/writing-a-provider/acme.ts';
import { acmeSamples, acmeWire } from '../../../examples/writing-a-provider/acme-wire.ts';

describeProvider({
  name: 'acme',
  create: ({ apiKey, baseUrl, transport, options }) =>
    acme({ apiKey, baseUrl, transport, ...options }),
  wire: acmeWire,
  samples: acmeSamples,
  only: ['B', 'H06'],
});
