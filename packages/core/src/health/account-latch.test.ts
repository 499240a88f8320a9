import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import {
  scriptedProvider,
  type ScriptedProvider,
  type ScriptedProviderOptions,
} from '../testing/scripted-provider.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import { AccountLatch, type Latched } from './account-latch.ts';

const minuteMs = 60_000;
const keyRejected = (): ProviderError => leadSaid('credentials-rejected');
const fundsExhausted = (): ProviderError => leadSaid('funds-exhausted');

interface World {
  readonly clock: VirtualClock;
  readonly latch: AccountLatch;
  readonly provider: ScriptedProvider;
  readonly changes: readonly (Latched['reason'] | 'lifted')[];
  /** When the balance was asked for, in minutes. */
  readonly looks: readonly number[];
  close(): void;
}

type Options = Omit<ScriptedProviderOptions, 'id'>;

function worldOf(options: Options = {}): World {
  const clock = new VirtualClock();
  const closed = new AbortController();
  const changes: (Latched['reason'] | 'lifted')[] = [];
  const looks: number[] = [];
  const { balance, ...others } = options;
  const provider = scriptedProvider({
    id: 'lead',
    ...others,
    ...(balance !== undefined && {
      balance: () => {
        looks.push(clock.now() / minuteMs);
        return balance();
      },
    }),
  });
  const latch = new AccountLatch({
    provider,
    clock,
    random: seededRandom(1),
    closed: closed.signal,
    onChange: (latched) => changes.push(latched?.reason ?? 'lifted'),
  });
  return { clock, latch, provider, changes, looks, close: () => closed.abort() };
}

const withDeadKey = (options: Options = {}): World =>
  worldOf({
    balance: () => leadSaid('credentials-rejected', { operation: 'balance' }),
    ...options,
  });

describe('AccountLatch', () => {
  it.each(['task-invalid', 'rate-limited', 'at-capacity', 'unreachable', 'unclassified'] as const)(
    'pays no attention to %s',
    (code) => {
      const { latch, changes } = worldOf();
      latch.latch(leadSaid(code));
      expect(latch.latched).toBeUndefined();
      expect(changes).toEqual([]);
    },
  );

  it('tells once that an account is at rest, however many tasks find out', async () => {
    const { latch, changes, clock } = withDeadKey();
    latch.latch(keyRejected());
    await clock.advance(1_000);
    latch.latch(keyRejected());
    expect(changes).toEqual(['credentials-rejected']);
    expect(latch.latched).toMatchObject({ sinceAt: 0, nextLookAt: 5 * minuteMs });
  });

  it('passes the error on that it was set for', () => {
    const causes: unknown[] = [];
    const latch = new AccountLatch({
      provider: scriptedProvider({ id: 'lead' }),
      clock: new VirtualClock(),
      random: seededRandom(1),
      closed: new AbortController().signal,
      onChange: (_, cause) => causes.push(cause),
    });
    const error = keyRejected();
    latch.latch(error);
    latch.lift();
    expect(causes).toEqual([error, undefined]);
  });

  describe('after a rejected key', () => {
    it('asks the free call after 5, 15 and 60 minutes, then hourly', async () => {
      const { latch, clock, looks } = withDeadKey();
      latch.latch(keyRejected());
      await clock.advance(260 * minuteMs);
      expect(looks).toEqual([5, 20, 80, 140, 200, 260]);
      expect(latch.latched?.looks).toBe(6);
    });

    it('lifts when the key works again, and then asks no more', async () => {
      let isValid = false;
      const { latch, clock, looks, changes } = worldOf({
        balance: () => (isValid ? 2.5 : leadSaid('credentials-rejected', { operation: 'balance' })),
      });
      latch.latch(keyRejected());
      await clock.advance(10 * minuteMs);
      isValid = true;
      await clock.advance(600 * minuteMs);
      expect(looks).toEqual([5, 20]);
      expect(changes).toEqual(['credentials-rejected', 'lifted']);
      expect(clock.sleeperCount).toBe(0);
    });

    it('lifts at once when the key has changed', async () => {
      let key = 'old';
      const { latch, clock, changes } = withDeadKey({ fingerprint: () => key });
      latch.latch(keyRejected());
      await clock.advance(minuteMs);
      await latch.noticeNewKey();
      expect(latch.latched).toBeDefined();
      key = 'new';
      await latch.noticeNewKey();
      expect(changes).toEqual(['credentials-rejected', 'lifted']);
      expect(clock.now()).toBe(minuteMs);
      expect(clock.sleeperCount).toBe(0);
    });

    it('begins again with 5 minutes when the new key is rejected too', async () => {
      let key = 'old';
      const { latch, clock, looks } = withDeadKey({ fingerprint: () => key });
      latch.latch(keyRejected());
      await clock.advance(21 * minuteMs);
      key = 'new';
      await latch.noticeNewKey();
      latch.latch(keyRejected());
      await clock.advance(5 * minuteMs);
      expect(looks).toEqual([5, 20, 26]);
    });

    it('leaves the latch of another key alone while one is being asked for', async () => {
      const { latch, clock, provider } = withDeadKey({ fingerprint: () => 'old' });
      latch.latch(keyRejected());
      await clock.settle();
      const { promise, resolve } = Promise.withResolvers<string>();
      provider.credentialsFingerprint = async () => promise;
      const noticed = latch.noticeNewKey();
      latch.lift();
      latch.latch(keyRejected());
      resolve('new');
      await noticed;
      expect(latch.latched).toBeDefined();
    });

    it('goes on resting when nobody says which key it is', async () => {
      const { latch, clock } = withDeadKey({
        fingerprint: () => {
          throw new Error('the key store is down');
        },
      });
      latch.latch(keyRejected());
      await clock.advance(1_000);
      await latch.noticeNewKey();
      expect(latch.latched).toBeDefined();
    });
  });

  describe('after its funds ran out', () => {
    it('asks for the balance every 60 s, and lifts once there is money', async () => {
      let amount = 0;
      const { latch, clock, looks } = worldOf({ balance: () => amount });
      latch.latch(fundsExhausted());
      await clock.advance(3.5 * minuteMs);
      amount = 0.01;
      await clock.advance(minuteMs);
      expect(looks).toEqual([1, 2, 3, 4]);
      expect(latch.latched).toBeUndefined();
      expect(clock.sleeperCount).toBe(0);
    });

    it('asks as rarely as the service wants it', async () => {
      const { latch, clock, looks } = worldOf({
        balance: () => 0,
        limits: { balanceFloorMs: 2 * minuteMs },
      });
      latch.latch(fundsExhausted());
      await clock.advance(6 * minuteMs);
      expect(looks).toEqual([2, 4, 6]);
    });

    it('takes no changed key for money', async () => {
      let key = 'old';
      const { latch, clock } = worldOf({ balance: () => 0, fingerprint: () => key });
      latch.latch(fundsExhausted());
      await clock.advance(1_000);
      key = 'new';
      await latch.noticeNewKey();
      expect(latch.latched).toBeDefined();
    });

    it('looks at the new fault at its own pace when another one shows', async () => {
      const { latch, clock, looks } = worldOf({ balance: () => 0 });
      latch.latch(keyRejected());
      await clock.advance(1_000);
      latch.latch(fundsExhausted());
      await clock.advance(5.5 * minuteMs);
      expect(looks).toEqual([61, 121, 181, 241, 301].map((seconds) => seconds / 60));
    });
  });

  describe('after a ban of the address', () => {
    it.each([
      ['the time that the service stated', 90_000, 90_000],
      ['10 minutes where it stated none', undefined, 10 * minuteMs],
    ])('lifts after %s, without asking anybody', async (_, retryAfterMs, restMs) => {
      const { latch, clock, looks } = worldOf({ balance: () => 5 });
      latch.latch(leadSaid('address-banned', { retryAfterMs }));
      await clock.advance(restMs - 1);
      expect(latch.latched).toBeDefined();
      await clock.advance(1);
      expect(latch.latched).toBeUndefined();
      expect(looks).toEqual([]);
      expect(clock.sleeperCount).toBe(0);
    });
  });

  describe('without a free call', () => {
    it('sends one task at a time to look, when a look is due', async () => {
      const { latch, clock } = worldOf();
      latch.latch(keyRejected());
      await clock.advance(5 * minuteMs - 1);
      expect(clock.sleeperCount).toBe(0);
      expect(latch.isTrialDue).toBe(false);
      await clock.advance(1);
      expect(latch.isTrialDue).toBe(true);
      latch.takeTrial();
      expect(latch.isTrialDue).toBe(false);
      await clock.advance(15 * minuteMs);
      expect(latch.isTrialDue).toBe(true);
    });

    it('takes no trial before it is due', () => {
      const { latch } = worldOf();
      latch.latch(keyRejected());
      latch.takeTrial();
      expect(latch.latched).toMatchObject({ looks: 0, nextLookAt: 5 * minuteMs });
    });

    it('still waits out a ban, and sends no task into it', async () => {
      const { latch, clock } = worldOf();
      latch.latch(leadSaid('address-banned'));
      await clock.advance(10 * minuteMs - 1);
      expect(latch.isTrialDue).toBe(false);
      await clock.advance(1);
      expect(latch.latched).toBeUndefined();
    });
  });

  it('needs no trial where a free call looks', async () => {
    const { latch, clock } = withDeadKey();
    latch.latch(keyRejected());
    await clock.advance(5 * minuteMs);
    expect(latch.isTrialDue).toBe(false);
  });

  it('lifts by hand, once', () => {
    const { latch, changes } = worldOf();
    latch.latch(keyRejected());
    latch.lift();
    latch.lift();
    expect(changes).toEqual(['credentials-rejected', 'lifted']);
  });

  it.each([
    ['resting after a rejected key', keyRejected, 0],
    ['resting after the funds ran out', fundsExhausted, 200_000],
    ['resting after a ban', () => leadSaid('address-banned'), 0],
  ])('leaves nobody asleep when the router closes while %s', async (_, error, afterMs) => {
    const { latch, clock, close } = worldOf({ balance: () => 0 });
    latch.latch(error());
    await clock.advance(afterMs);
    expect(clock.sleeperCount).toBe(1);
    close();
    await clock.settle();
    expect(clock.sleeperCount).toBe(0);
  });

  it('leaves nobody asleep when the router closes while the service is being asked', async () => {
    const { latch, clock, close, provider } = worldOf({ balance: () => 0 });
    provider.balance = () => new Promise(() => undefined);
    provider.credentialsFingerprint = () => new Promise(() => undefined);
    latch.latch(fundsExhausted());
    close();
    await clock.settle();
    expect(clock.sleeperCount).toBe(0);
  });
});
