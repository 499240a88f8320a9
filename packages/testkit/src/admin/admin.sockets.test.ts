import http from 'node:http';

import { VirtualClock } from '@understudy/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { codeOf, postPoll, postTask } from '../__fixtures__/http-client.ts';
import type { FakeProvider } from '../http/fake-provider.ts';
import { startFakeProvider } from '../http/start-fake-provider.ts';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function ask(fake: FakeProvider, line: string, body?: unknown): Promise<Answer> {
  const [method = 'GET', path = ''] = line.split(' ');
  const response = await fetch(`${fake.adminUrl ?? ''}/__fake/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return { status: response.status, body: await response.json() };
}

const idOf = (reply: { readonly body: string }): string => reply.body.slice(3);

describe('the admin API', () => {
  let fake: FakeProvider;
  beforeAll(async () => {
    fake = await startFakeProvider({
      admin: true,
      seed: 'admin',
      solveTime: { kind: 'constant', ms: 600_000 },
    });
  });
  afterAll(async () => fake.close());

  it('says how the fake is, and its version', async () => {
    const health = await ask(fake, 'GET health');
    expect(health.body).toMatchObject({ isReady: true, listener: 'open', seed: 'admin' });
    const version = await ask(fake, 'GET version');
    expect(version.body).toEqual({ version: '0.0.0', node: process.version });
  });

  it('publishes the catalogue of faults', async () => {
    const { body } = await ask(fake, 'GET catalogue');
    expect(Object(body).catalogue).toContainEqual(expect.objectContaining({ id: 'N17' }));
  });

  it('restarts the service, which forgets its tasks and keeps what they cost', async () => {
    const id = idOf(await postTask(fake));
    await ask(fake, 'POST restart', { keeps: 'paid' });
    expect(await postPoll(fake, id)).toBe('ERROR_WRONG_CAPTCHA_ID');
    expect((await ask(fake, 'POST restart', { keeps: 'pad' })).body).toMatchObject({
      error: { field: 'keeps', nearest: 'paid' },
    });
    expect(await ask(fake, 'POST restart', { keeps: 'some' })).toMatchObject({ status: 200 });
    expect(fake.journal.events).toContainEqual(
      expect.objectContaining({ kind: 'restarted', keeps: 'some' }),
    );
    await ask(fake, 'POST reset');
  });

  it('puts a scenario in place by its name, and takes it away', async () => {
    const { body: published } = await ask(fake, 'GET catalogue');
    expect(Object(published).scenarios).toContainEqual(
      expect.objectContaining({ name: 'flapping', about: expect.stringContaining('502') }),
    );
    const { status, body } = await ask(fake, 'POST scenario/lossy-submits');
    expect(status).toBe(201);
    expect(body).toMatchObject({ scenario: 'lossy-submits', about: expect.any(String) });
    expect(Object(body).rules).toHaveLength(3);
    expect(fake.journal.events.some(({ kind }) => kind === 'rule-applied')).toBe(false);
    expect(Object((await ask(fake, 'GET rules')).body).rules).toEqual(Object(body).rules);
    await ask(fake, 'POST rules', { inject: { kind: 'pass' }, label: 'mine' });
    expect((await ask(fake, 'DELETE scenario/lossy-submits')).body).toMatchObject({
      rules: [{ name: 'mine' }],
    });
    await ask(fake, 'DELETE rules');
  });

  it('ends a scenario after its time to live', async () => {
    await ask(fake, 'POST scenario/outage', { ttlMs: 2_000 });
    expect(await codeOf(postTask(fake))).toBe('ECONNREFUSED');
    await ask(fake, 'POST clock/advance', { ms: 2_000 });
    expect((await postTask(fake)).body).toMatch(/^OK/);
    expect(await ask(fake, 'GET rules')).toMatchObject({ body: { rules: [] } });
    await ask(fake, 'POST reset');
  });

  it('names the nearest scenario for one that there is not', async () => {
    expect(await ask(fake, 'POST scenario/flaping')).toMatchObject({
      status: 404,
      body: { error: { field: 'scenario', nearest: 'flapping' } },
    });
    expect(await ask(fake, 'POST scenario/outage', { ttl: 5 })).toMatchObject({
      status: 400,
      body: { error: { field: 'ttl', nearest: 'ttlMs' } },
    });
    expect(await ask(fake, 'GET rules')).toMatchObject({ body: { rules: [] } });
  });

  it('publishes the schema of rules and options', async () => {
    const { body } = await ask(fake, 'GET schema');
    expect(Object(body).rule.properties).toHaveProperty('inject');
    expect(Object(body).options.properties).toHaveProperty('dialect');
  });

  it('adds rules that work, lists them without keys, and takes them away', async () => {
    const rule = {
      when: { endpoint: 'submit', apiKey: fake.apiKey },
      inject: { kind: 'no-slot' },
      label: 'full house',
    };
    const added = await ask(fake, 'POST rules', rule);
    expect(added).toMatchObject({
      status: 201,
      body: { rules: [{ name: 'full house', seen: 0 }] },
    });
    expect((await postTask(fake)).body).toBe('ERROR_NO_SLOT_AVAILABLE');
    const { body } = await ask(fake, 'GET rules');
    expect(Object(body).rules).toMatchObject([{ seen: 1, rule: { when: { apiKey: '***' } } }]);
    await ask(fake, `DELETE rules/${Object(body).rules[0].id}`);
    expect((await postTask(fake)).body).toMatch(/^OK/);
  });

  it('explains which field of a rule a request did not meet', async () => {
    const { body } = await ask(fake, 'POST rules', {
      rules: [{ when: { endpoint: 'poll', taskType: 'image' }, inject: { kind: 'never-ready' } }],
    });
    await postTask(fake);
    const { unmatched } = Object((await ask(fake, 'GET unmatched')).body);
    expect(unmatched.at(-1)).toMatchObject({
      endpoint: 'submit',
      misses: [
        {
          unmet: [
            { field: 'endpoint', wanted: 'poll', got: 'submit' },
            { field: 'taskType', wanted: 'image', got: 'turnstile' },
          ],
        },
      ],
    });
    await ask(fake, `DELETE rules/${Object(body).rules[0].id}`);
  });

  it('answers while the fake refuses every connection, and lets it come back', async () => {
    await ask(fake, 'POST rules', { rules: [{ inject: { kind: 'refuse' } }] });
    expect(await codeOf(postTask(fake))).toBe('ECONNREFUSED');
    expect(Object((await ask(fake, 'GET health')).body).listener).toBe('refusing');
    await ask(fake, 'DELETE rules');
    expect((await postTask(fake)).status).toBe(200);
    const { elapsedMs } = Object((await ask(fake, 'GET clock')).body);
    const window = { fromMs: elapsedMs + 60_000, untilMs: elapsedMs + 120_000 };
    await ask(fake, 'POST rules', { when: window, inject: { kind: 'refuse' } });
    await ask(fake, 'POST clock/advance', { ms: 60_000 });
    expect(await codeOf(postTask(fake))).toBe('ECONNREFUSED');
    await ask(fake, 'POST clock/advance', { ms: 60_000 });
    expect((await postTask(fake)).status).toBe(200);
    await ask(fake, 'DELETE rules');
  });

  it('ends tasks by hand, and says why it cannot', async () => {
    const [solved, failed] = [idOf(await postTask(fake)), idOf(await postTask(fake))];
    expect(await postPoll(fake, solved)).toBe('CAPCHA_NOT_READY');
    expect(Object((await ask(fake, `POST tasks/${solved}/solve`)).body).state).toBe('solved');
    expect(await postPoll(fake, solved)).toMatch(/^OK\|/);
    await ask(fake, `POST tasks/${failed}/fail`);
    expect(await postPoll(fake, failed)).toBe('ERROR_CAPTCHA_UNSOLVABLE');
    expect((await ask(fake, `POST tasks/${failed}/solve`)).status).toBe(409);
    expect(Object((await ask(fake, `POST tasks/${failed}/sovle`)).body).error).toMatchObject({
      field: 'end',
      nearest: 'solve',
    });
  });

  it('puts the clock forward, over the end of a lost task and of its lifetime', async () => {
    const [slow, lost] = [idOf(await postTask(fake)), idOf(await postTask(fake))];
    await ask(fake, `POST tasks/${lost}/lose`);
    await ask(fake, 'POST clock/advance', { ms: 600_000 });
    expect(await postPoll(fake, slow)).toMatch(/^OK\|/);
    expect(await postPoll(fake, lost)).toBe('CAPCHA_NOT_READY');
    await ask(fake, 'POST clock/advance', { ms: 600_000 });
    expect(await postPoll(fake, lost)).toBe('ERROR_WRONG_CAPTCHA_ID');
  });

  it('takes rules away again when their time is over', async () => {
    await ask(fake, 'POST rules', { rules: [{ inject: { kind: 'ip-banned' } }], ttlMs: 60_000 });
    expect((await postTask(fake)).body).toContain('BANNED');
    await ask(fake, 'POST clock/advance', { ms: 60_000 });
    expect(Object((await ask(fake, 'GET rules')).body).rules).toEqual([]);
  });

  it('shows and changes accounts by their names', async () => {
    await ask(fake, 'PATCH accounts/account-1', { balance: 0 });
    expect((await postTask(fake)).body).toBe('ERROR_ZERO_BALANCE');
    await ask(fake, 'PATCH accounts/account-1', { balance: 50, isRevoked: true });
    expect((await postTask(fake)).body).toBe('ERROR_KEY_DOES_NOT_EXIST');
    await ask(fake, 'PATCH accounts/account-1', { isRevoked: false });
    expect((await ask(fake, 'GET accounts')).body).toMatchObject({
      accounts: [{ name: 'account-1', balance: 50 }],
    });
  });

  it('gives the journal in pages, and its figures', async () => {
    const { body } = await ask(fake, 'GET journal?since=1&kind=charge&limit=2');
    expect(Object(body).events).toHaveLength(2);
    expect(Object(body).events[0]).toMatchObject({ kind: 'charge', amount: 0.00299 });
    const metrics = await fetch(`${fake.adminUrl ?? ''}/__fake/metrics`);
    expect(await metrics.text()).toMatch(/^fake_events_total\{kind="charge"\} \d+$/m);
  });

  it('says 409 and why when money seems to have been paid twice, and 200 after a reset', async () => {
    await postTask(fake);
    await postTask(fake);
    const verdict = await ask(fake, 'GET journal/verdict');
    expect(verdict.status).toBe(409);
    expect(Object(verdict.body).report).toMatch(/✗ suspected-paid-twice/);
    expect(Object(verdict.body).report).toContain('seed admin');
    await ask(fake, 'POST reset');
    expect(await ask(fake, 'GET journal/verdict')).toMatchObject({ status: 200 });
    expect(fake.journal.tasks).toEqual([]);
  });

  it("takes a client's decisions for what explains a second acceptance", async () => {
    await ask(fake, 'POST reset');
    const ticketIds = [idOf(await postTask(fake)), idOf(await postTask(fake))];
    const attempts = ticketIds.map((ticketId) => ({
      taskId: ticketId,
      attemptId: ticketId,
      providerId: 'lead',
      ticketId,
      outcome: 'accepted',
      reason: 'first',
      explained: false,
    }));
    expect((await ask(fake, 'POST journal/verdict', { attempts })).status).toBe(200);
  });

  it('begins anew with another seed, and keeps the keys', async () => {
    const { apiKey } = fake;
    await ask(fake, 'POST reset');
    const before = idOf(await postTask(fake));
    await ask(fake, 'POST seed', { seed: 'another' });
    expect(idOf(await postTask(fake))).not.toBe(before);
    expect([fake.seed, fake.apiKey]).toEqual(['another', apiKey]);
  });

  it('tells of events as they happen, until a reset', async () => {
    const stream = await fetch(`${fake.adminUrl ?? ''}/__fake/events`);
    await postTask(fake);
    await ask(fake, 'POST reset');
    const text = await stream.text();
    expect(text).toMatch(/^event: task-accepted\ndata: \{.*"taskId":"7\d+"/m);
  });

  it.each([
    [
      'POST rules',
      { rules: [{ inject: { kind: 'no-slto' } }] },
      400,
      'rules.0.inject.kind',
      'no-slot',
    ],
    ['POST rules', { rulez: [] }, 400, 'rulez', 'rules'],
    ['GET jurnal', undefined, 404, 'path', '/__fake/journal'],
    ['PATCH rules', {}, 405, 'method', undefined],
    ['PATCH accounts/account-2', {}, 404, 'account', 'account-1'],
    ['POST clock/advance', { ms: -1 }, 400, 'ms', undefined],
    ['GET journal?sinse=1', undefined, 400, 'sinse', 'since'],
  ])(
    'refuses %s %j with %i, the field and the nearest word',
    async (line, body, status, field, nearest) => {
      const answer = await ask(fake, line, body);
      expect(answer.status).toBe(status);
      expect(Object(answer.body).error).toMatchObject(
        nearest === undefined ? { field } : { field, nearest },
      );
    },
  );

  it('refuses bodies that are too long, no JSON, or not said to be JSON', async () => {
    const send = async (body: string, type: string): Promise<number> => {
      const headers = { 'content-type': type };
      const url = `${fake.adminUrl ?? ''}/__fake/rules`;
      return (await fetch(url, { method: 'POST', headers, body })).status;
    };
    expect(await send('{', 'application/json')).toBe(400);
    expect(await send('{}', 'text/plain')).toBe(415);
    expect(await send(' '.repeat(2 ** 20 + 1), 'application/json')).toBe(413);
  });

  it('refuses a page that calls this machine by another name', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'attacker.example' };
      http
        .get(`${fake.adminUrl ?? ''}/__fake/health`, { headers, agent: false }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
        .on('error', reject);
    });
    expect(status).toBe(403);
  });
});

describe('startFakeProvider with an admin API', () => {
  it('wants the token that it was given', async () => {
    await using fake = await startFakeProvider({ admin: { token: 'sixteen letters!' } });
    const url = `${fake.adminUrl ?? ''}/__fake/health`;
    expect((await fetch(url)).status).toBe(401);
    const headers = { authorization: 'Bearer sixteen letters!' };
    expect((await fetch(url, { headers })).status).toBe(200);
  });

  it('lets other machines in only when told twice, and then with a token', async () => {
    await expect(startFakeProvider({ host: '0.0.0.0', admin: true })).rejects.toThrow(
      /allowRemote/,
    );
    await using fake = await startFakeProvider({ host: '0.0.0.0', allowRemote: true, admin: true });
    expect(fake.adminToken).toMatch(/^.{32}$/);
    expect((await fetch(`${fake.adminUrl ?? ''}/__fake/health`)).status).toBe(401);
  });

  it('names the port that cannot be had', async () => {
    await using fake = await startFakeProvider({ admin: true });
    const port = Number(new URL(fake.adminUrl ?? '').port);
    await expect(startFakeProvider({ admin: { port } })).rejects.toThrow(/"admin.port"/);
  });

  it('has none by default', async () => {
    await using fake = await startFakeProvider({ clock: new VirtualClock() });
    expect(fake.adminUrl).toBeUndefined();
  });
});
