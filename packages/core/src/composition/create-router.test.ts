import { afterEach, describe, expect, it, vi } from 'vitest';

import { OptionsInvalidError } from '../errors/options-invalid-error.ts';
import type { Pricing } from '../provider/supports.ts';
import type { RouterEvent } from '../router/router-events.ts';
import type { RouterOptions } from '../router/router-options.ts';
import type { FleetChange } from '../seams/fleet.ts';
import { LocalFleet } from '../seams/local-fleet.ts';
import { scriptedProvider, type ScriptedProvider } from '../testing/scripted-provider.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import { createRouter } from './create-router.ts';

const turnstile = {
  type: 'turnstile',
  siteKey: '0x4AAAAAAA',
  pageUrl: 'https://shop.example/login',
} as const;

const twoAccounts = (): readonly ScriptedProvider[] => [
  scriptedProvider({ id: 'lead-eu', service: 'lead' }),
  scriptedProvider({ id: 'lead-us', service: 'lead' }),
  scriptedProvider({ id: 'backup' }),
];

const breakersOf = (router: ReturnType<typeof createRouter>): readonly string[] =>
  router.health().providers.map(({ breaker }) => breaker.state);

describe('createRouter', () => {
  afterEach(() => vi.restoreAllMocks());

  it('sends nothing and leaves nobody asleep', async () => {
    const clock = new VirtualClock();
    const lead = scriptedProvider({ id: 'lead' });
    createRouter({ providers: [lead], clock });
    await clock.settle();
    expect(clock.sleeperCount).toBe(0);
    expect(lead.submitted).toEqual([]);
  });

  it('gives the accounts of one service one breaker by the classic rule: down is down for all', () => {
    const router = createRouter({ providers: twoAccounts(), breaker: 'classic' });
    router.control('lead-us').open();
    expect(breakersOf(router)).toEqual(['open', 'open', 'closed']);
    router.control('lead-eu').close();
    expect(breakersOf(router)).toEqual(['closed', 'closed', 'closed']);
  });

  it('tells of a change of that breaker once, with the time by both clocks', async () => {
    const events: RouterEvent[] = [];
    const clock = new VirtualClock(1_800_000_000_000);
    const onEvent = (event: RouterEvent): void => void events.push(event);
    const router = createRouter({ providers: twoAccounts(), clock, onEvent });
    await clock.advance(700);
    router.control('lead-eu').open();
    expect(events).toEqual([
      {
        type: 'breaker-changed',
        service: 'lead',
        providerId: 'lead-eu',
        state: 'open',
        atMs: 700,
        atEpochMs: 1_800_000_000_700,
      },
    ]);
  });

  it('tells the fleet when a breaker opens or closes', () => {
    const fleet = new LocalFleet();
    const news: FleetChange[] = [];
    fleet.subscribe((change) => news.push(change));
    const router = createRouter({ providers: [scriptedProvider({ id: 'lead' })], fleet });
    router.control('lead').open();
    router.control('lead').close();
    expect(news).toEqual([
      { kind: 'breaker', providerId: 'lead', state: 'open' },
      { kind: 'breaker', providerId: 'lead', state: 'closed' },
    ]);
  });

  it('goes on when the fleet takes no news', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockReturnValue();
    const fleet = new LocalFleet();
    fleet.publish = () => {
      throw new TypeError('postgres://u:s3cret@db');
    };
    const router = createRouter({ providers: [scriptedProvider({ id: 'lead' })], fleet });
    router.control('lead').open();
    expect(breakersOf(router)).toEqual(['open']);
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      'the fleet took no news (TypeError)',
      'UnderstudyWarning',
    );
  });

  it('suspects our own network when every service fails within a minute, and says so once', async () => {
    const clock = new VirtualClock();
    const down = { say: 'refuse', code: 'unreachable' } as const;
    const events: string[] = [];
    const router = createRouter({
      providers: ['lead', 'backup'].map((id) => scriptedProvider({ id, submits: [down] })),
      clock,
      onEvent: ({ type }) => events.push(type),
    });
    const solving = router.solve(turnstile);
    await expect(clock.runUntilSettled(solving)).rejects.toMatchObject({
      code: 'all-attempts-failed',
    });
    expect(events.filter((type) => type === 'own-network-suspected')).toHaveLength(1);
    expect(router.health().isOwnNetworkSuspected).toBe(true);
  });

  it('names tasks and attempts alike for the same seed', async () => {
    const idsFor = async (seed: number): Promise<readonly string[]> => {
      const clock = new VirtualClock();
      const providers = [scriptedProvider({ id: 'lead' })];
      const router = createRouter({ providers, clock, random: seededRandom(seed) });
      const { taskId, attemptId } = await clock.runUntilSettled(router.solve(turnstile));
      return [taskId, attemptId];
    };
    const [ids, twins, others] = [await idsFor(7), await idsFor(7), await idsFor(8)];
    expect(ids).toEqual(twins);
    expect(ids).not.toEqual(others);
    expect(ids[0]).toMatch(/^task-[a-z0-9]+$/);
    expect(ids[1]).toMatch(/^attempt-[a-z0-9]+$/);
  });

  it('writes every event to the log that it is handed', async () => {
    const clock = new VirtualClock();
    const lines: string[] = [];
    const write = (_: object, message: string): void => void lines.push(message);
    const logger = { debug: write, info: write, warn: write, error: write };
    const router = createRouter({ providers: [scriptedProvider({ id: 'lead' })], clock, logger });
    await clock.runUntilSettled(router.solve(turnstile));
    expect(lines).toEqual([
      'task-started',
      'health-evidence',
      'attempt-started',
      'health-evidence',
      'health-evidence',
      'attempt-accepted',
      'health-evidence',
      'health-evidence',
      'attempt-ended',
      'task-settled',
    ]);
  });

  it('refuses a price in a currency without a rate, by name', () => {
    const pricing: Pricing = {
      kind: 'per-solve',
      price: { currency: 'RUB', perThousand: { default: 130 } },
    };
    const options: RouterOptions = { providers: [scriptedProvider({ id: 'backup', pricing })] };
    expect(() => createRouter(options)).toThrow(OptionsInvalidError);
    expect(() => createRouter(options)).toThrow(/no rate for RUB.*"backup"/);
    expect(() => createRouter({ ...options, exchangeRates: { RUB: 0.011 } })).not.toThrow();
  });
});
