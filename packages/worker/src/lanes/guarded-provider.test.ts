import type { CallContext, ProviderV1 } from '@understudy/core/provider';
import { scriptedProvider, seededRandom, VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { login } from '../__fixtures__/worker-world.ts';
import { guardedProvider } from './guarded-provider.ts';

const clock = new VirtualClock();

const context: CallContext = {
  signal: new AbortController().signal,
  recall: new AbortController().signal,
  clock,
  random: seededRandom(1),
  attemptId: 'attempt-7',
  remainingMs: 60_000,
};

/** Keeps its key where no proxy can look. */
class PrivateProvider {
  readonly #key = 'secret';
  readonly id = 'private';

  async balance(): Promise<string> {
    return this.#key;
  }
}

describe('guardedProvider', () => {
  it('sends what may be sent', async () => {
    const lead = scriptedProvider({ id: 'lead' });
    const guarded = guardedProvider(lead, (attemptId) => attemptId === 'attempt-7');
    const submitted = clock.runUntilSettled(guarded.submit(login, context));
    expect(await submitted).toMatchObject({ status: 'accepted' });
  });

  it('sends nothing once the lease may have passed, and says that nothing was charged', async () => {
    const lead = scriptedProvider({ id: 'lead' });
    const refused = guardedProvider(lead, () => false).submit(login, context);
    await expect(refused).rejects.toMatchObject({ code: 'unreachable', charged: 'no' });
    expect(lead.submitted).toEqual([]);
  });

  it('leaves providers their private fields', async () => {
    // As much of a provider as the guard looks at.
    const provider = new PrivateProvider() as unknown as ProviderV1;
    const guarded = guardedProvider(provider, () => true);
    expect(guarded.id).toBe('private');
    expect(await guarded.balance?.(context)).toBe('secret');
  });
});
