import { scriptedProvider } from '@understudy/core/testing';
import type { Pricing, ProviderV1 } from '@understudy/core/provider';
import { describe, expect, it } from 'vitest';

import type { LoadedConfig } from '../config/worker-config.ts';
import { providerCapacity } from './provider-capacity.ts';

function selling(id: string, pricing: Pricing): ProviderV1 {
  const provider = scriptedProvider({ id });
  return { ...provider, supports: { ...provider.supports, pricing } };
}

const configWith = (...providers: readonly ProviderV1[]): LoadedConfig => ({
  database: { engine: 'pglite', dataDir: 'understudy-data' },
  lanes: 2,
  slots: 50,
  solveMs: 300_000,
  capacity: 10_000,
  resultDays: 7,
  drainMs: 30_000,
  supervisor: {},
  router: { providers },
});

describe('providerCapacity', () => {
  it('is the sum of the slots', () => {
    const providers = [10, 5].map((slots, index) => selling(`p${index}`, { kind: 'slots', slots }));
    expect(providerCapacity(configWith(...providers))).toBe(15);
  });

  it.each<Pricing>([{ kind: 'slots' }, { kind: 'per-solve' }])(
    'is unknown with a provider that sells by %j',
    (pricing) => {
      const config = configWith(selling('a', { kind: 'slots', slots: 10 }), selling('b', pricing));
      expect(providerCapacity(config)).toBeUndefined();
    },
  );
});
