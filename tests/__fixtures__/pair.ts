import { inspect } from 'node:util';

import {
  createRouter,
  type Router,
  type RouterEvent,
  type RouterEventType,
  type RouterOptions,
} from '@understudy/core';
import { seededRandom, systemClock } from '@understudy/core/testing';
import { captchaai } from '@understudy/provider-captchaai';
import { compatible } from '@understudy/provider-compatible';
import {
  assertClean,
  decisionsOf,
  type FakeProvider,
  startFakeProvider,
} from '@understudy/testkit';
import { expect } from 'vitest';

export const turnstile = {
  type: 'turnstile',
  siteKey: '0x4AAAAAAA',
  pageUrl: 'https://shop.example/login',
} as const;

/** Milliseconds instead of seconds, so that real time is short. */
export const quick = {
  firstWaitMs: 30,
  pollFloorMs: 30,
  pollTimeoutMs: 250,
  // Generous: on a busy machine a sound service may take a quarter of a second.
  submitTimeoutMs: 1_000,
} as const;

/** The first request of a process loads the HTTP client, for which a quarter of a second is too little when much is going on. */
async function warmUp(): Promise<void> {
  await using service = await startFakeProvider({
    dialect: 'captchaai',
    solveTime: { kind: 'constant', ms: 1 },
  });
  const provider = captchaai({ apiKey: service.apiKey, baseUrl: service.url });
  const router = createRouter({ providers: [provider] });
  const context = new AbortController();
  await provider.balance?.({
    signal: context.signal,
    recall: context.signal,
    clock: systemClock,
    random: seededRandom(1),
    attemptId: 'warm-up',
    remainingMs: 10_000,
  });
  await router.close();
}

const warm = warmUp();

/** Two fake services over real sockets, and a router over both. */
export interface Pair extends AsyncDisposable {
  readonly lead: FakeProvider;
  readonly backup: FakeProvider;
  readonly router: Router;
  readonly events: readonly RouterEvent[];
  eventsOf<T extends RouterEventType>(type: T): readonly Extract<RouterEvent, { type: T }>[];
  /** Runs a promise that must reject; no key may show in what it rejects with. */
  rejectionOf(promise: Promise<unknown>): Promise<unknown>;
  /** Fails when a key shows in a value, an event or a log line, or when money or an answer was lost. */
  assertHonest(...values: readonly unknown[]): void;
}

export async function startPair(
  options: Partial<RouterOptions> & {
    readonly solveMs?: number;
    readonly isLeadOnly?: boolean;
  } = {},
): Promise<Pair> {
  const { solveMs = 60, isLeadOnly = false, ...routerOptions } = options;
  await warm;
  const solveTime = { kind: 'constant', ms: solveMs } as const;
  const lead = await startFakeProvider({ dialect: 'captchaai', seed: 'lead', solveTime });
  const backup = await startFakeProvider({ dialect: 'createTask', seed: 'backup', solveTime });
  const events: RouterEvent[] = [];
  const logLines: unknown[] = [];
  const log = (fields: object, message: string): void => void logLines.push({ fields, message });
  const providers = [
    captchaai({ id: 'lead', apiKey: lead.apiKey, baseUrl: lead.url, timing: quick }),
    compatible({
      id: 'backup',
      profile: '2captcha',
      dialect: 'createTask',
      apiKey: backup.apiKey,
      baseUrl: backup.url,
      timing: quick,
    }),
  ];
  const router = createRouter({
    providers: isLeadOnly ? providers.slice(0, 1) : providers,
    deadlineMs: 2_000,
    random: seededRandom(7),
    onEvent: (event) => events.push(event),
    logger: { debug: log, info: log, warn: log, error: log },
    ...routerOptions,
  });
  const keys = [lead.apiKey, backup.apiKey];
  const pair: Pair = {
    lead,
    backup,
    router,
    events,
    // The filter leaves events of that one type only.
    eventsOf: (type) => events.filter((event) => event.type === type) as never,
    async rejectionOf(promise) {
      try {
        await promise;
      } catch (error) {
        pair.assertHonest(error);
        return error;
      }
      throw new Error('the promise resolved');
    },
    assertHonest(...values) {
      for (const shown of [...values, events, logLines]) expectNoKey(shown, keys);
      for (const [providerId, fake] of [
        ['lead', lead],
        ['backup', backup],
      ] as const) {
        assertClean(fake.journal.noDoublePayment(decisionsOf(events, { providerId })));
        assertClean(fake.journal.keyInUrls());
      }
    },
    async [Symbol.asyncDispose]() {
      await router.close();
      await lead.close();
      await backup.close();
    },
  };
  return pair;
}

/** A key may show nowhere: not in a message, a stack, a cause, JSON or what a debugger prints. */
export function expectNoKey(value: unknown, keys: readonly string[]): void {
  const shown = [
    inspect(value, { depth: Infinity, showHidden: true }),
    JSON.stringify(value) ?? '',
  ];
  for (let cause: unknown = value; cause instanceof Error; { cause } = cause) {
    shown.push(String(cause), cause.message, cause.stack ?? '');
  }
  for (const key of keys) {
    for (const form of [key, encodeURIComponent(key), Buffer.from(key).toString('base64')]) {
      expect(shown.join('\n')).not.toContain(form);
    }
  }
}
