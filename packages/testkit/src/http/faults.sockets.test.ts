import http from 'node:http';

import { describe, expect, it } from 'vitest';

import { turnstile } from '../__fixtures__/drive-in-php.ts';
import {
  codeOf,
  endOfConversation,
  post,
  postPoll,
  postTask,
  rawSubmit,
} from '../__fixtures__/http-client.ts';
import type { Fault } from '../faults/fault.ts';
import type { Condition } from '../faults/condition.ts';
import type { FakeProvider, FakeProviderOptions } from './fake-provider.ts';
import { startFakeProvider } from './start-fake-provider.ts';

const submits: Condition = { endpoint: 'submit' };

const startWith = async (inject: Fault, options: FakeProviderOptions = {}): Promise<FakeProvider> =>
  startFakeProvider({
    seed: 7,
    solveTime: { kind: 'constant', ms: 0 },
    rules: [{ when: submits, inject }],
    ...options,
  });

describe('a fault on the wire', () => {
  it('reset-before-headers is a RST, and nothing was bought', async () => {
    await using fake = await startWith({ kind: 'reset-before-headers' });
    expect(await codeOf(postTask(fake))).toBe('ECONNRESET');
    // A FIN would be an `end` here; node:http calls both of them ECONNRESET.
    expect(await endOfConversation(fake, rawSubmit(fake))).toBe('ECONNRESET');
    expect(fake.journal.paidCount()).toBe(0);
  });

  it('reset-after-charge is a RST, and the journal shows the charge and the lost reply', async () => {
    await using fake = await startWith({ kind: 'reset-after-charge' });
    expect(await endOfConversation(fake, rawSubmit(fake))).toBe('ECONNRESET');
    const kinds = fake.journal.events
      .map(({ kind }) => kind)
      .filter((kind) => kind !== 'answer-ready' && !kind.startsWith('connection-'));
    expect(kinds).toEqual(['request', 'rule-applied', 'task-accepted', 'charge', 'reply-lost']);
    expect(fake.journal.tasks).toMatchObject([
      { chargedAmount: 0.00299, acceptanceDeliveredAt: undefined },
    ]);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])(
    'hang-before-headers with charged: %s stays silent and has bought %i',
    async (charged, count) => {
      await using fake = await startWith({ kind: 'hang-before-headers', charged });
      const patience = new AbortController();
      const { signal } = patience;
      const hanging = codeOf(post({ fake, path: '/in.php', fields: turnstile(), signal }));
      const settled: string[] = [];
      void hanging.then(() => settled.push('hanging'));
      // Other requests come and go meanwhile: the server is well, this one reply is not.
      while (fake.journal.submits.length === 0) await askBalance(fake);
      for (let round = 0; round < 5; round += 1) await askBalance(fake);
      expect(settled).toEqual([]);
      expect(fake.journal.paidCount()).toBe(count);
      patience.abort();
      expect(await hanging).toBe('ABORT_ERR');
    },
  );

  it('http-status carries the status, a page of HTML and Retry-After', async () => {
    await using fake = await startWith({ kind: 'http-status', status: 503, retryAfterSeconds: 20 });
    const { status, headers, body } = await postTask(fake);
    expect([status, headers['retry-after'], headers['content-type']]).toEqual([
      503,
      '20',
      'text/html; charset=utf-8',
    ]);
    expect(body).toContain('<h1>503 Service Unavailable</h1>');
  });

  it('html-200 is an error page that calls itself a success', async () => {
    await using fake = await startWith({ kind: 'html-200' });
    expect(await postTask(fake)).toMatchObject({
      status: 200,
      body: expect.stringContaining('<html>'),
    });
  });

  it('delay holds the reply back on the clock', async () => {
    await using fake = await startWith({ kind: 'delay', ms: 30 });
    await postTask(fake);
    const [accepted, delivered] = fake.journal.events.filter(
      ({ kind }) => kind === 'task-accepted' || kind === 'acceptance-delivered',
    );
    expect((delivered?.atMs ?? 0) - (accepted?.atMs ?? 0)).toBeGreaterThanOrEqual(29);
  });

  it('never-ready leaves an accepted task at work', async () => {
    await using fake = await startWith({ kind: 'never-ready' });
    const id = (await postTask(fake)).body.slice(3);
    expect(await postPoll(fake, id)).toBe('CAPCHA_NOT_READY');
    expect(fake.journal.tasks).toMatchObject([{ state: 'working', polls: 1 }]);
  });

  it('no-slot, zero-balance, key-revoked and ip-banned ride on 200 in the words of the dialect', async () => {
    await using fake = await startWith({ kind: 'pass' });
    const kinds = ['no-slot', 'zero-balance', 'key-revoked', 'ip-banned'] as const;
    const replies: unknown[] = [];
    for (const kind of kinds) {
      using _rule = fake.use({ inject: { kind } });
      const { status, body } = await postTask(fake);
      replies.push([status, body]);
    }
    expect(replies).toEqual([
      [200, 'ERROR_NO_SLOT_AVAILABLE'],
      [200, 'ERROR_ZERO_BALANCE'],
      [200, 'ERROR_KEY_DOES_NOT_EXIST'],
      [200, 'IP_BANNED'],
    ]);
    expect((await postTask(fake)).body).toMatch(/^OK/);
  });

  it('ERROR_ZERO_BALANCE is an empty purse at 2captcha and a busy thread at captchaai', async () => {
    await using purse = await startFakeProvider({ dialect: '2captcha', balance: 0 });
    await using threads = await startFakeProvider({ dialect: 'captchaai', balance: 0, threads: 1 });
    expect((await postTask(purse)).body).toBe('ERROR_ZERO_BALANCE');
    expect((await postTask(threads)).body).toMatch(/^OK/);
    expect((await postTask(threads)).body).toBe('ERROR_ZERO_BALANCE');
    const refusals = [purse, threads].map((fake) =>
      fake.journal.events.find(({ kind }) => kind === 'refused'),
    );
    expect(refusals).toMatchObject([{ refusal: 'zero-balance' }, { refusal: 'threads-busy' }]);
  });

  it('unsolvable is said on the poll, and the price comes back', async () => {
    await using fake = await startWith({ kind: 'unsolvable' }, { balance: 1, price: 0.25 });
    const id = (await postTask(fake)).body.slice(3);
    expect(await postPoll(fake, id)).toBe('ERROR_CAPTCHA_UNSOLVABLE');
    expect((await askBalance(fake)).body).toBe('1');
  });

  it('does not count an answer as delivered when the client has gone', async () => {
    await using fake = await startWith({ kind: 'pass' });
    const id = (await postTask(fake)).body.slice(3);
    fake.use({ when: { endpoint: 'poll' }, inject: { kind: 'delay', ms: 60_000 } });
    const patience = new AbortController();
    const polled = codeOf(
      post({ fake, path: '/res.php', fields: { action: 'get', id }, signal: patience.signal }),
    );
    while (fake.journal.tasks[0]?.polls === 0) await askBalance(fake);
    patience.abort();
    expect(await polled).toBe('ABORT_ERR');
    while (fake.journal.events.every(({ kind }) => kind !== 'reply-lost')) await askBalance(fake);
    expect(fake.journal.tasks[0]?.deliveredAt).toBeUndefined();
  });

  it('draws a brownout for each request, not for each connection, and the same for the same seed', async () => {
    const outcomes = async (): Promise<readonly unknown[]> => {
      await using fake = await startWith(
        { kind: 'pass' },
        { rules: [{ when: { probability: 0.3 }, inject: { kind: 'http-status', status: 503 } }] },
      );
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      const statuses: unknown[] = [];
      for (let round = 0; round < 60; round += 1)
        statuses.push((await postTask(fake, agent)).status);
      agent.destroy();
      expect(new Set(fake.journal.submits.map(({ connection }) => connection)).size).toBe(1);
      return statuses;
    };
    const first = await outcomes();
    const share = first.filter((status) => status === 503).length / first.length;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.45);
    expect(await outcomes()).toEqual(first);
  });
});

const askBalance = async (fake: FakeProvider): ReturnType<typeof post> =>
  post({ fake, path: '/res.php', fields: { action: 'getbalance' } });
