import 'reflect-metadata';

import { container as globalContainer, type DependencyContainer } from 'tsyringe';
import { describe, expect, it } from 'vitest';

import { OptionsInvalidError } from '../errors/options-invalid-error.ts';
import type { RouterEvent } from '../router/router-events.ts';
import type { RouterOptions } from '../router/router-options.ts';
import type { Router } from '../router/router.ts';
import { cryptoRandom } from '../seams/crypto-random.ts';
import { LocalFleet } from '../seams/local-fleet.ts';
import { systemClock } from '../seams/system-clock.ts';
import { scriptedProvider } from '../testing/scripted-provider.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import { createRouter } from './create-router.ts';
import { registerRouter } from './register-router.ts';
import { CLOCK, FLEET, RANDOM, resolveToken, ROUTER } from './tokens.ts';

const turnstile = {
  type: 'turnstile',
  siteKey: '0x4AAAAAAA',
  pageUrl: 'https://shop.example/login',
} as const;

/** A container of an application of its own. */
const newContainer = (): DependencyContainer => globalContainer.createChildContainer();

const overLead = (changes: Partial<RouterOptions> = {}): RouterOptions => ({
  providers: [scriptedProvider({ id: 'lead' })],
  ...changes,
});

/** Solves a task and tells when it was solved, by the clock of the test. */
async function solvedAt(router: Router, clock: VirtualClock): Promise<number> {
  await clock.runUntilSettled(router.solve(turnstile));
  return clock.now();
}

describe('registerRouter', () => {
  it('makes a router out of what the container holds', async () => {
    const container = newContainer();
    const clock = new VirtualClock();
    container.register(CLOCK, { useValue: clock });
    registerRouter(container, overLead());
    expect(await solvedAt(resolveToken(container, ROUTER), clock)).toBe(10_000);
  });

  it('makes the router that createRouter makes', async () => {
    const events: RouterEvent[][] = [];
    for (const make of ['by hand', 'by the container']) {
      const heard: RouterEvent[] = [];
      const clock = new VirtualClock();
      const options = overLead({
        clock,
        random: seededRandom(7),
        onEvent: (event) => heard.push(event),
      });
      const container = newContainer();
      registerRouter(container, options);
      const router = make === 'by hand' ? createRouter(options) : resolveToken(container, ROUTER);
      await solvedAt(router, clock);
      events.push(heard);
    }
    expect(events[0]?.length).toBeGreaterThan(3);
    expect(events[1]).toEqual(events[0]);
  });

  it('registers the defaults for others to use', () => {
    const container = newContainer();
    registerRouter(container, overLead());
    expect(resolveToken(container, CLOCK)).toBe(systemClock);
    expect(resolveToken(container, RANDOM)).toBe(cryptoRandom);
    expect(resolveToken(container, FLEET)).toBeInstanceOf(LocalFleet);
  });

  it('registers the parts that the options name', () => {
    const parts = { clock: new VirtualClock(), random: seededRandom(1), fleet: new LocalFleet() };
    const container = newContainer();
    registerRouter(container, overLead(parts));
    expect(resolveToken(container, CLOCK)).toBe(parts.clock);
    expect(resolveToken(container, RANDOM)).toBe(parts.random);
    expect(resolveToken(container, FLEET)).toBe(parts.fleet);
  });

  it('leaves registrations that exist in place, its parent’s too, whatever the options name', async () => {
    const parent = newContainer();
    const clock = new VirtualClock();
    const random = seededRandom(1);
    const fleet = new LocalFleet();
    parent.register(CLOCK, { useValue: clock });
    const container = parent.createChildContainer();
    container.register(RANDOM, { useValue: random });
    container.register(FLEET, { useValue: fleet });
    const others = { clock: new VirtualClock(), random: seededRandom(2), fleet: new LocalFleet() };
    registerRouter(container, overLead(others));
    expect(resolveToken(container, CLOCK)).toBe(clock);
    expect(resolveToken(container, RANDOM)).toBe(random);
    expect(resolveToken(container, FLEET)).toBe(fleet);
    expect(await solvedAt(resolveToken(container, ROUTER), clock)).toBe(10_000);
    expect(others.clock.now()).toBe(0);
  });

  it('leaves a router that was registered before in place', () => {
    const container = newContainer();
    const router = createRouter(overLead());
    container.register(ROUTER, { useValue: router });
    registerRouter(container, overLead());
    expect(resolveToken(container, ROUTER)).toBe(router);
  });

  it('makes one router per container, when it is first asked for', () => {
    const heard: string[] = [];
    const container = newContainer();
    const random = seededRandom(1);
    container.register(RANDOM, {
      useFactory: () => {
        heard.push('made');
        return random;
      },
    });
    registerRouter(container, overLead());
    expect(heard).toEqual([]);
    const router = resolveToken(container, ROUTER);
    expect(resolveToken(container, ROUTER)).toBe(router);
    expect(heard).toEqual(['made']);
    const child = container.createChildContainer();
    expect(resolveToken(child, ROUTER)).not.toBe(router);
    expect(resolveToken(child, ROUTER)).toBe(resolveToken(child, ROUTER));
  });

  it('makes the router of a child out of the child’s own parts', async () => {
    const container = newContainer();
    registerRouter(container, overLead());
    const child = container.createChildContainer();
    const clock = new VirtualClock();
    child.register(CLOCK, { useValue: clock });
    expect(await solvedAt(resolveToken(child, ROUTER), clock)).toBe(10_000);
  });

  it('gives a child a router over providers of its own, beside its parent’s', () => {
    const parent = newContainer();
    registerRouter(parent, overLead());
    const child = parent.createChildContainer();
    registerRouter(child, { providers: [scriptedProvider({ id: 'tenant' })] });
    const idsOf = (container: DependencyContainer): readonly string[] =>
      resolveToken(container, ROUTER)
        .health()
        .providers.map(({ providerId }) => providerId);
    expect(idsOf(parent)).toEqual(['lead']);
    expect(idsOf(child)).toEqual(['tenant']);
  });

  it('refuses bad options at once, by name', () => {
    const container = newContainer();
    const misspelt = { providers: [], deadlinems: 5 };
    expect(() => registerRouter(container, misspelt)).toThrow(OptionsInvalidError);
    expect(() => registerRouter(container, { providers: [] })).toThrow(/option "providers"/);
    expect(container.isRegistered(ROUTER)).toBe(false);
  });

  it('leaves the global container alone', () => {
    registerRouter(newContainer(), overLead());
    for (const token of [ROUTER, CLOCK, RANDOM, FLEET])
      expect(globalContainer.isRegistered(token, true)).toBe(false);
  });
});
