import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import type { CallContext } from '../provider/call-context.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import { scriptedProvider } from '../testing/scripted-provider.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import type { LatchReason } from './latch-schedule.ts';
import { isAccountSound } from './recheck-account.ts';

async function verdictOn(
  provider: ProviderV1,
  reason: LatchReason,
): Promise<{ readonly isSound: boolean; readonly clock: VirtualClock }> {
  const clock = new VirtualClock();
  const { signal } = new AbortController();
  const question = { provider, reason, clock, random: seededRandom(1), signal };
  const isSound = await clock.runUntilSettled(isAccountSound(question));
  return { isSound, clock };
}

const refused = (code: 'credentials-rejected' | 'funds-exhausted' | 'unreachable'): ProviderError =>
  leadSaid(code, { operation: 'balance' });

describe('isAccountSound', () => {
  it.each([
    ['credentials-rejected', 3, true],
    ['credentials-rejected', 0, true],
    ['credentials-rejected', refused('credentials-rejected'), false],
    ['credentials-rejected', refused('unreachable'), false],
    // An empty account has a working key.
    ['credentials-rejected', refused('funds-exhausted'), true],
    ['funds-exhausted', 0.001, true],
    ['funds-exhausted', 0, false],
    ['funds-exhausted', -2, false],
    ['funds-exhausted', refused('funds-exhausted'), false],
    ['funds-exhausted', refused('unreachable'), false],
  ] as const)('after %s and a balance of %s says %s', async (reason, balance, expected) => {
    const provider = scriptedProvider({ id: 'lead', balance: () => balance });
    expect((await verdictOn(provider, reason)).isSound).toBe(expected);
  });

  it('takes silence for no', async () => {
    let context: CallContext | undefined;
    const provider = {
      ...scriptedProvider({ id: 'lead' }),
      balance: async (given: CallContext) => {
        context = given;
        return new Promise<never>(() => undefined);
      },
    };
    const { isSound, clock } = await verdictOn(provider, 'funds-exhausted');
    expect(isSound).toBe(false);
    expect(clock.now()).toBe(10_000);
    expect(clock.sleeperCount).toBe(0);
    expect(context?.signal.aborted).toBe(true);
    expect(context?.remainingMs).toBe(10_000);
  });
});
