import { createRouter, type Router, type RouterEvent } from '@understudy/core';
import type { Transport } from '@understudy/core/provider';
import { undiciTransport } from '@understudy/core/wire';
import { compatible } from '@understudy/provider-compatible';
import {
  assertClean,
  decisionsOf,
  type FakeProvider,
  type Rule,
  startFakeProvider,
} from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

import { quick } from './__fixtures__/pair.ts';

const pageOf = (task: number): string => `https://shop.example/login/${task}`;

interface Asked {
  readonly requests: number;
  readonly batches: number;
  /** What as many single polls would have needed. */
  readonly tickets: number;
}

interface Batching extends AsyncDisposable {
  readonly fake: FakeProvider;
  readonly router: Router;
  readonly events: readonly RouterEvent[];
  /** Solves so many tasks at once; each must get the answer to its own page. */
  solveAll(count: number): Promise<void>;
  asked(): Asked;
}

/** A service that res.php can ask for many tickets, over real sockets. */
async function startBatching({
  rules = [],
  transport = undiciTransport({}),
}: { readonly rules?: readonly Rule[]; readonly transport?: Transport } = {}): Promise<Batching> {
  const solveTime = { kind: 'uniform', minMs: 100, maxMs: 600 } as const;
  const fake = await startFakeProvider({ dialect: '2captcha', seed: 'batches', solveTime, rules });
  const events: RouterEvent[] = [];
  const router = createRouter({
    providers: [
      compatible({
        id: 'lead',
        profile: '2captcha',
        dialect: 'in.php',
        apiKey: fake.apiKey,
        baseUrl: fake.url,
        timing: { ...quick, submitTimeoutMs: 2_000 },
        transport,
      }),
    ],
    deadlineMs: 10_000,
    onEvent: (event) => events.push(event),
  });
  return {
    fake,
    router,
    events,
    async solveAll(count) {
      const solving = Array.from({ length: count }, async (_, task) => {
        const pageUrl = pageOf(task);
        const solved = await router.solve({ type: 'recaptcha-v2', siteKey: '6Le-wvkS', pageUrl });
        return { pageUrl, token: solved.solution.token };
      });
      const answers = await Promise.all(solving);
      const pages = new Map(fake.journal.tasks.map(({ id, pageUrl }) => [id, pageUrl]));
      for (const { pageUrl, token } of answers) {
        expect(pages.get(fake.journal.taskIdOfAnswer(token) ?? '')).toBe(pageUrl);
      }
      const decisions = decisionsOf(events, { providerId: 'lead' });
      assertClean(fake.journal.noDoublePayment(decisions));
      assertClean(fake.journal.nothingLost(decisions));
      assertClean(fake.journal.keyInUrls());
    },
    asked() {
      const polls = fake.journal.events
        .filter((event) => event.kind === 'request')
        .filter(({ endpoint }) => endpoint === 'poll');
      return {
        requests: polls.length,
        batches: polls.filter(({ taskIds }) => taskIds.length > 1).length,
        tickets: polls.reduce((sum, { taskIds }) => sum + taskIds.length, 0),
      };
    },
    async [Symbol.asyncDispose]() {
      await router.close();
      await transport.close?.();
      await fake.close();
    },
  };
}

describe('over real sockets, a service with batches', () => {
  it('is asked with a quarter of the requests at most, and every answer reaches its own task', async () => {
    await using world = await startBatching();
    await world.solveAll(50);
    const { requests, batches, tickets } = world.asked();
    expect(batches).toBeGreaterThan(0);
    expect(requests).toBeLessThan(tickets / 4);
    assertClean(world.fake.journal.pollsAfterFinal());
  });

  it('loses no ticket when batches are answered by errors, by pages, by resets or not at all', async () => {
    const poll = { endpoint: 'poll' } as const;
    await using world = await startBatching({
      rules: [
        { when: { ...poll, nth: 1 }, inject: { kind: 'http-status', status: 502 } },
        { when: { ...poll, nth: 3 }, inject: { kind: 'html-200' } },
        { when: { ...poll, nth: 5 }, inject: { kind: 'reset-before-headers' } },
        { when: { ...poll, nth: 7 }, inject: { kind: 'hang-before-headers' } },
      ],
    });
    await world.solveAll(20);
    expect(world.asked().batches).toBeGreaterThan(3);
    const failures = world.events.filter(({ type }) => type === 'poll-failed');
    expect(failures.length).toBeGreaterThanOrEqual(4);
  });

  it('is asked one by one when its batches alone are broken, and loses no ticket', async () => {
    const inner = undiciTransport({});
    let broken = 0;
    const transport: Transport = {
      async send(request, signals) {
        if (!String(request.body).includes('ids=')) return inner.send(request, signals);
        broken += 1;
        return { status: 502, headers: {}, body: 'Bad Gateway' };
      },
      close: () => inner.close?.() ?? Promise.resolve(),
    };
    await using world = await startBatching({ transport });
    await world.solveAll(20);
    expect(broken).toBeGreaterThanOrEqual(3);
    expect(world.asked().batches).toBe(0);
  });
});
