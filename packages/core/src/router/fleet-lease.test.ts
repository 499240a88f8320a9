import { describe, expect, it } from 'vitest';

import type { Money } from '../provider/money.ts';
import type { Fleet, Lease } from '../seams/fleet.ts';
import { LocalFleet } from '../seams/local-fleet.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import { type FleetLease, type FleetQuestion, leaseFromFleet } from './fleet-lease.ts';

const probeOfSlot: FleetQuestion = {
  providerId: 'lead',
  isProbe: true,
  isSlot: true,
  price: { amount: 0.00145, currency: 'USD' },
};

interface Asked {
  readonly questions: readonly unknown[];
  readonly releases: readonly string[];
  readonly fleet: Fleet;
}

/** A fleet that grants everything but for the changes, and remembers what it was asked. */
function fleetWith(changes: Partial<Fleet> = {}): Asked {
  const questions: unknown[] = [];
  const releases: string[] = [];
  const lease = (name: string): Lease => ({
    count: 1,
    expiresAtEpochMs: Infinity,
    release: () => releases.push(name),
  });
  const granting = {
    leaseProbe: async (): Promise<Lease> => lease('probe'),
    leaseSlots: async (): Promise<Lease> => lease('slot'),
    spend: async (): Promise<boolean> => true,
  };
  const local = new LocalFleet();
  const fleet: Fleet = {
    leaseProbe: async (id) => {
      questions.push(['probe', id]);
      return (changes.leaseProbe ?? granting.leaseProbe)(id);
    },
    leaseSlots: async (id, count) => {
      questions.push(['slots', id, count]);
      return (changes.leaseSlots ?? granting.leaseSlots)(id, count);
    },
    spend: async (money) => {
      questions.push(['spend', money]);
      return (changes.spend ?? granting.spend)(money);
    },
    publish: (change) => local.publish(change),
    subscribe: (listener) => local.subscribe(listener),
  };
  return { questions, releases, fleet };
}

interface Answer {
  readonly lease: FleetLease;
  readonly clock: VirtualClock;
}

async function leaseOf(fleet: Fleet, question: FleetQuestion = probeOfSlot): Promise<Answer> {
  const clock = new VirtualClock();
  const { signal: closed } = new AbortController();
  const lease = await clock.runUntilSettled(leaseFromFleet(question, { fleet, clock, closed }));
  return { lease, clock };
}

describe('leaseFromFleet', () => {
  it('asks for the probe, the slot and the money, and gives back the first two', async () => {
    const { fleet, questions, releases } = fleetWith();
    const { lease } = await leaseOf(fleet);
    expect(questions).toEqual([
      ['probe', 'lead'],
      ['slots', 'lead', 1],
      ['spend', { amount: 0.00145, currency: 'USD' }],
    ]);
    expect(releases).toEqual([]);
    if (lease.isGranted) lease.release();
    expect(releases).toEqual(['probe', 'slot']);
  });

  it.each<[string, Money | undefined]>([
    ['costs nothing', { amount: 0, currency: 'USD' }],
    ['has no known price', undefined],
  ])('asks for nothing when an ordinary task %s', async (_, price) => {
    const { fleet, questions } = fleetWith();
    const question = { providerId: 'lead', isProbe: false, isSlot: false, price };
    expect((await leaseOf(fleet, question)).lease.isGranted).toBe(true);
    expect(questions).toEqual([]);
  });

  it.each<[string, Partial<Fleet>, readonly string[]]>([
    ['the probe', { leaseProbe: async () => undefined }, []],
    ['the slot', { leaseSlots: async () => undefined }, ['probe']],
    ['the money', { spend: async () => false }, ['probe', 'slot']],
  ])(
    'is refused with %s, as by a full account, and gives back what it holds',
    async (_, changes, held) => {
      const { fleet, releases } = fleetWith(changes);
      const { lease } = await leaseOf(fleet);
      expect(lease).toMatchObject({
        isGranted: false,
        refusal: { code: 'at-capacity', providerId: 'lead', operation: 'submit', charged: 'no' },
      });
      expect(releases).toEqual(held);
    },
  );

  const silent = async (): Promise<never> => new Promise(() => undefined);
  const failing = (): Promise<never> => Promise.reject(new Error('the database is down'));

  it.each([
    ['does not answer', silent, 600],
    ['fails', failing, 0],
  ])('goes on with what it knows when the fleet %s', async (_, call, tookMs) => {
    const { fleet } = fleetWith({ leaseProbe: call, leaseSlots: call, spend: call });
    const { lease, clock } = await leaseOf(fleet);
    expect(lease.isGranted).toBe(true);
    expect(clock.now()).toBe(tookMs);
    expect(clock.sleeperCount).toBe(0);
    expect(() => lease.isGranted && lease.release()).not.toThrow();
  });

  it('gives a lease back that comes too late for anybody to use it', async () => {
    const { promise, resolve } = Promise.withResolvers<Lease>();
    const { fleet, releases } = fleetWith({ leaseProbe: async () => promise });
    const { lease, clock } = await leaseOf(fleet);
    expect(lease.isGranted).toBe(true);
    resolve({ count: 1, expiresAtEpochMs: Infinity, release: () => void late.push('late probe') });
    const late: string[] = [];
    await clock.settle();
    expect(late).toEqual(['late probe']);
    expect(releases).toEqual([]);
  });
});
