import { createRouter, type Router, type RouterEvent } from '@understudy/core';
import { compatible } from '@understudy/provider-compatible';
import { type FakeProvider, startFakeProvider } from '@understudy/testkit';

import { quick } from './pair.ts';

/** A router with a single provider, whose 503 is known as a refusal. */
export interface Only extends AsyncDisposable {
  readonly fake: FakeProvider;
  readonly router: Router;
  readonly events: readonly RouterEvent[];
}

export async function startOnly(): Promise<Only> {
  const fake = await startFakeProvider({ seed: 'only', solveTime: { kind: 'constant', ms: 60 } });
  const events: RouterEvent[] = [];
  const provider = compatible({
    profile: 'custom',
    dialect: 'in.php',
    apiKey: fake.apiKey,
    baseUrl: fake.url,
    refusedStatuses: [503],
    timing: quick,
  });
  const router = createRouter({ providers: [provider], onEvent: (event) => events.push(event) });
  return {
    fake,
    router,
    events,
    async [Symbol.asyncDispose]() {
      await router.close();
      await fake.close();
    },
  };
}
