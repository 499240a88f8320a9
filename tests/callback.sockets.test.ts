import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { createRouter, type Router, type RouterEvent } from '@understudy/core';
import { captchaai } from '@understudy/provider-captchaai';
import { compatible } from '@understudy/provider-compatible';
import {
  assertClean,
  decisionsOf,
  type FakeProvider,
  type Rule,
  startFakeProvider,
} from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

import { expectNoKey, turnstile } from './__fixtures__/pair.ts';

type Dialect = 'captchaai' | '2captcha' | 'createTask';

interface Announced extends AsyncDisposable {
  readonly fake: FakeProvider;
  readonly router: Router;
  readonly events: readonly RouterEvent[];
}

type Handle = (request: Request) => Promise<Response>;

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handle: Handle,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { method = 'GET', url = '/' } = incoming;
  const body = method === 'POST' ? Buffer.concat(chunks) : null;
  const response = await handle(new Request(`http://127.0.0.1${url}`, { method, body }));
  outgoing.writeHead(response.status).end(await response.text());
}

/** A web server of ours, in front of `handleCallback`, as any framework would mount it. */
async function mount(handle: Handle): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    // A client that hung up is no failure of the test.
    void serve(incoming, outgoing, handle).catch(() => outgoing.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** A service that announces its answers, polls being so rare that only a callback is in time. */
async function startAnnounced(dialect: Dialect, rules: readonly Rule[] = []): Promise<Announced> {
  const solveTime = { kind: 'constant', ms: 100 } as const;
  const fake = await startFakeProvider({ dialect, seed: dialect, solveTime, rules });
  const events: RouterEvent[] = [];
  const server = await mount((request) => router.handleCallback(request));
  const account = {
    id: 'lead',
    apiKey: fake.apiKey,
    baseUrl: fake.url,
    timing: { firstWaitMs: 1_000, pollFloorMs: 30, submitTimeoutMs: 400 },
  };
  const inPhp = { profile: '2captcha', ...account } as const;
  const provider =
    dialect === 'captchaai'
      ? captchaai(account)
      : compatible(dialect === 'createTask' ? { ...inPhp, dialect } : inPhp);
  const router = createRouter({
    providers: [provider],
    deadlineMs: 6_000,
    callbackUrl: `http://127.0.0.1:${Object(server.address()).port}/understudy`,
    onEvent: (event) => events.push(event),
  });
  return {
    fake,
    router,
    events,
    async [Symbol.asyncDispose]() {
      await router.close();
      await fake.close();
      server.close();
    },
  };
}

const callback = (inject: Rule['inject']): Rule => ({ when: { endpoint: 'callback' }, inject });

function assertHonest({ fake, events }: Announced): void {
  assertClean(fake.journal.noDoublePayment(decisionsOf(events, { providerId: 'lead' })));
  assertClean(fake.journal.nothingLost(decisionsOf(events, { providerId: 'lead' })));
  expectNoKey(events, [fake.apiKey]);
}

describe('over real sockets, a callback', () => {
  it.each<Dialect>(['captchaai', '2captcha', 'createTask'])(
    'of %s brings the answer before a poll would have',
    async (dialect) => {
      await using world = await startAnnounced(dialect);
      const startedAt = performance.now();
      const solved = await world.router.solve(turnstile);
      expect(performance.now() - startedAt).toBeLessThan(1_000);
      expect(world.fake.journal.taskIdOfAnswer(solved.solution.token)).toBeDefined();
      expect(world.events.filter(({ type }) => type === 'callback-received')).toHaveLength(1);
      assertHonest(world);
    },
  );

  it.each<[string, Rule['inject']]>([
    ['twice', { kind: 'callback-twice' }],
    ['late', { kind: 'callback-late', ms: 300 }],
    ['early, before the submit is answered,', { kind: 'callback-early' }],
    ['spoofed', { kind: 'callback-spoofed' }],
    ['with an error for a code', { kind: 'callback-error-code' }],
    ['in a storm', { kind: 'callback-storm', count: 30 }],
    ['never', { kind: 'callback-never' }],
  ])('that comes %s leaves one paid task and the right answer', async (_, inject) => {
    await using world = await startAnnounced('2captcha', [callback(inject)]);
    const solved = await world.router.solve(turnstile);
    expect(world.fake.journal.taskIdOfAnswer(solved.solution.token)).toBeDefined();
    expect(world.fake.journal.paidCount()).toBe(1);
    assertHonest(world);
  });

  it('rescues a submit whose reply was lost after it was charged', async () => {
    const lost: Rule = {
      when: { endpoint: 'submit', first: 1 },
      inject: { kind: 'reset-after-charge' },
    };
    await using world = await startAnnounced('2captcha', [lost]);
    const solved = await world.router.solve(turnstile);
    expect(world.fake.journal.paidCount()).toBe(1);
    expect(solved.attempts).toHaveLength(1);
    expect(world.router.health().providers[0]?.spend).toMatchObject({ paid: 1, maybePaid: 0 });
    assertHonest(world);
  });
});
