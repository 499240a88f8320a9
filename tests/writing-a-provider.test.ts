import { inspect } from 'node:util';

import {
  type CallContext,
  ProviderError,
  type ProviderV1,
  type Ticket,
} from '@understudy/core/provider';
import {
  type InMemoryReply,
  inMemoryTransport,
  type InMemoryTransport,
  VirtualClock,
} from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { acme } from '../examples/writing-a-provider/acme.ts';
import { type AcmeService, acmeService } from '../examples/writing-a-provider/acme-service.ts';
import { callContext, submitOnce } from '../examples/writing-a-provider/ask-acme-once.ts';
import { BirchAccount } from '../examples/writing-a-provider/birch-account.ts';
import { pollBirch, submitToBirch } from '../examples/writing-a-provider/birch-calls.ts';
import { readExactJson } from '../examples/writing-a-provider/read-exact-json.ts';
import { solveWithAcme } from '../examples/writing-a-provider/solve-with-acme.ts';

const apiKey = 'key-of-mine';
const task = { type: 'turnstile', siteKey: '0x4AAA', pageUrl: 'https://shop.example/' } as const;
const ticket = { id: 't-1', type: 'turnstile' } as const;

interface Account {
  readonly provider: ProviderV1;
  readonly service: AcmeService;
  readonly clock: VirtualClock;
}

/** An account at a service that gives some odd replies first. */
function accountWith(...odd: readonly (InMemoryReply | undefined)[]): Account {
  const clock = new VirtualClock();
  const service = acmeService({ clock, apiKey, solveMs: 8_000, odd });
  return { provider: acme({ apiKey, transport: service.transport }), service, clock };
}

const json = (value: object, status = 200): InMemoryReply => ({
  status,
  body: JSON.stringify(value),
});

async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('submitting to acme', () => {
  it('is one request with the key in its body, and yields a ticket of plain JSON', async () => {
    const { submission, service } = await submitOnce();
    expect(submission).toEqual({ status: 'accepted', ticket });
    expect(JSON.parse(JSON.stringify(submission))).toEqual(submission);
    expect(service.transport.requests).toHaveLength(1);
    expect(service.transport.requests[0]).toMatchObject({
      url: 'https://api.acme.example/v1/tasks',
      operation: 'submit',
      secrets: [apiKey],
    });
    expect(String(service.transport.requests[0]?.body)).toContain(apiKey);
  });

  it.each([
    [
      'an error of the gateway',
      { status: 502, body: '<html/>' },
      'provider-unavailable',
      'unknown',
    ],
    ['a page for people', { body: '<html/>' }, 'provider-unavailable', 'unknown'],
    ['something else than JSON', { body: 'ok' }, 'protocol-violated', 'unknown'],
    ['an id that is no text', json({ id: 17 }), 'protocol-violated', 'unknown'],
    [
      'a word that says it was not taken',
      json({ error: 'MAINTENANCE' }, 503),
      'provider-unavailable',
      'no',
    ],
    ['a full house', json({ error: 'NO_WORKER' }), 'at-capacity', 'no'],
    ['a wrong key', json({ error: 'KEY_UNKNOWN' }, 401), 'credentials-rejected', 'no'],
    ['a word about a ticket', json({ error: 'ID_UNKNOWN' }), 'protocol-violated', 'unknown'],
    ['an unknown word with 500', json({ error: 'MOON' }, 500), 'provider-unavailable', 'unknown'],
    ['an unknown word with 400', json({ error: 'MOON' }, 400), 'unclassified', 'no'],
    ['a word that nobody knows', json({ error: 'MOON_PHASE' }), 'unclassified', 'no'],
  ])('is tried once when the reply is %s', async (_, reply, code, charged) => {
    const { provider, service, clock } = accountWith(reply);
    const error = await rejectionOf(provider.submit(task, callContext(clock)));
    expect(error).toMatchObject({ code, charged, operation: 'submit', providerId: 'acme' });
    expect(service.transport.requests).toHaveLength(1);
  });

  it('takes the id that comes with an odd status, because it has been paid for', async () => {
    const { provider, clock } = accountWith(json({ id: 't-1' }, 500));
    expect(await provider.submit(task, callContext(clock))).toMatchObject({
      ticket: { id: 't-1' },
    });
  });

  it('keeps the wait that acme asks for', async () => {
    const { provider, clock } = accountWith({
      status: 429,
      headers: { 'retry-after': '12' },
      body: '',
    });
    const error = await rejectionOf(provider.submit(task, callContext(clock)));
    expect(error).toMatchObject({ code: 'rate-limited', retryAfterMs: 12_000 });
  });

  it('shows the key nowhere when acme repeats it', async () => {
    const { provider, clock } = accountWith(json({ error: `no such key: ${apiKey}` }));
    const error = await rejectionOf(provider.submit(task, callContext(clock)));
    expect(error).toBeInstanceOf(ProviderError);
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(apiKey);
    expect(JSON.stringify(error)).not.toContain(apiKey);
  });
});

describe('polling acme', () => {
  it('asks once, and tells pending from solved', async () => {
    const { provider, clock } = accountWith();
    await provider.submit(task, callContext(clock));
    expect(await provider.poll(ticket, callContext(clock))).toEqual({ status: 'pending' });
    await clock.advance(8_000);
    expect(await provider.poll(ticket, callContext(clock))).toMatchObject({
      status: 'solved',
      solution: { type: 'turnstile', token: 'token-of-t-1' },
      billed: { amount: 0.0011, currency: 'USD' },
    });
  });

  it('keeps what comes beside the answer', async () => {
    const { provider, clock } = accountWith(
      json({ state: 'done', answer: 'tok', userAgent: 'Firefox' }),
    );
    expect(await provider.poll(ticket, callContext(clock))).toMatchObject({
      solution: { token: 'tok', userAgent: 'Firefox' },
    });
  });

  it.each([
    ['unsolvable and paid back', json({ state: 'dead', refunded: true }), 'task-unsolvable', 'no'],
    ['unsolvable and kept', json({ state: 'dead' }), 'task-unsolvable', 'yes'],
    ['unknown', json({ error: 'ID_UNKNOWN' }), 'ticket-lost', 'yes'],
  ])('ends a ticket that is %s', async (_, reply, code, charged) => {
    const { provider, clock } = accountWith(reply);
    expect(await provider.poll(ticket, callContext(clock))).toMatchObject({
      status: 'failed',
      error: { code, charged, operation: 'poll' },
    });
  });

  it.each([
    ['an error of the gateway', { status: 502, body: '' }, 'provider-unavailable'],
    ['a page for people', { body: '<html/>' }, 'provider-unavailable'],
    ['a wrong key', json({ error: 'KEY_UNKNOWN' }), 'credentials-rejected'],
    ['too many questions', json({ error: 'TOO_FAST' }), 'rate-limited'],
    ['an answer of another type', json({ state: 'done', answer: 117 }), 'protocol-violated'],
  ])('says nothing about the ticket when the reply is %s', async (_, reply, code) => {
    const { provider, clock } = accountWith(reply);
    const error = await rejectionOf(provider.poll(ticket, callContext(clock)));
    expect(error).toMatchObject({ code, charged: 'yes' });
  });

  it.each<readonly [string, Ticket]>([
    ['of another provider', { task: 17 }],
    ['of no known type', { id: 't-1', type: 'grid' }],
  ])('sends nothing for a ticket %s', async (_, foreign) => {
    const { provider, service, clock } = accountWith();
    expect(await provider.poll(foreign, callContext(clock))).toMatchObject({
      status: 'failed',
      error: { code: 'ticket-lost' },
    });
    expect(service.transport.requests).toHaveLength(0);
  });
});

describe('polling several tickets at acme', () => {
  const tickets = [ticket, { id: 't-2', type: 'acme-slider' }, { task: 17 }] as const;
  const working = { id: 't-1', state: 'working' } as const;

  async function entriesOf(reply: InMemoryReply): Promise<readonly unknown[] | undefined> {
    const { provider, service, clock } = accountWith(reply);
    const entries = await provider.pollMany?.(tickets, callContext(clock));
    expect(service.transport.requests).toHaveLength(1);
    return entries;
  }

  it('finds each entry by its id, in whatever order they come', async () => {
    const done = { id: 't-2', state: 'done', answer: 117 };
    expect(await entriesOf(json({ tasks: [done, working] }))).toMatchObject([
      { status: 'pending' },
      { status: 'solved', solution: { type: 'acme-slider', offsetPx: 117 } },
      { status: 'failed', error: { code: 'ticket-lost' } },
    ]);
  });

  it.each([
    ['is missing', []],
    ['is of another shape', [{ id: 't-2', state: 'queued' }]],
    ['has an answer of another type', [{ id: 't-2', state: 'done', answer: 'tok' }]],
  ])('leaves a ticket unanswered whose entry %s, and its neighbour as it was', async (_, odd) => {
    const entries = await entriesOf(json({ tasks: [working, ...odd] }));
    expect(entries?.slice(0, 2)).toEqual([{ status: 'pending' }, { status: 'unanswered' }]);
  });

  it('rejects what is no list', async () => {
    const { provider, clock } = accountWith(json({ error: 'TOO_FAST' }));
    const polled = Promise.resolve(provider.pollMany?.(tickets, callContext(clock)));
    await expect(polled).rejects.toMatchObject({ code: 'rate-limited' });
  });
});

describe('the account at acme', () => {
  it('tells its balance and passes a judgement on', async () => {
    const { provider, service, clock } = accountWith();
    expect(await provider.balance?.(callContext(clock))).toEqual({ amount: 12.5, currency: 'USD' });
    await provider.report?.({ ticket, judgement: 'rejected' }, callContext(clock));
    expect(JSON.parse(String(service.transport.requests[1]?.body))).toMatchObject({ right: false });
  });

  it.each(['ALREADY_REPORTED', 'ID_UNKNOWN'])('calls a report refused by %s', async (word) => {
    const { provider, clock } = accountWith(json({ error: word }));
    const report = { ticket, judgement: 'accepted' } as const;
    const error = await rejectionOf(Promise.resolve(provider.report?.(report, callContext(clock))));
    expect(error).toMatchObject({ code: 'report-refused', charged: 'no' });
  });

  it.each([
    [
      { apiKey: undefined },
      'acme: option "apiKey": is missing or empty: pass the key of your account',
    ],
    [{ apiKey: '  ' }, 'acme: option "apiKey": is missing or empty: pass the key of your account'],
    [
      { apiKey, baseURL: 'https://acme.example' },
      'acme: unknown field "baseURL", did you mean "baseUrl"?',
    ],
  ])('refuses the options %j by name', (options, message) => {
    expect(() => acme(options)).toThrow(message);
  });
});

describe('a router over two accounts at acme', () => {
  it('solves a task of the type that the plug-in brings, through a bad gateway, for one payment', async () => {
    const { solution, providerId, attempts, cost } = await solveWithAcme();
    // Typed by the plug-in: a number, without a cast.
    expect(solution.offsetPx.toFixed(1)).toBe('117.0');
    expect(providerId).toBe('acme');
    expect(attempts).toHaveLength(1);
    expect(cost).toEqual({ amount: 0.0011, currency: 'USD', basis: 'billed' });
  });
});

describe('a service with forms, plain text and paths', () => {
  function birchSaying(reply: InMemoryReply): {
    readonly account: BirchAccount;
    readonly transport: InMemoryTransport;
    readonly context: CallContext;
  } {
    const transport = inMemoryTransport(() => reply);
    const baseUrl = 'https://birch.example/api/';
    const account = new BirchAccount({ providerId: 'birch', apiKey, baseUrl, transport });
    return { account, transport, context: callContext(new VirtualClock()) };
  }
  const image = { type: 'image', image: new Uint8Array([137, 80, 78, 71]) } as const;

  it('is sent a form, with the key in a header', async () => {
    const { account, transport, context } = birchSaying({ body: 'ID 12345678901234567890\n' });
    expect(await submitToBirch(account, image, context)).toEqual({
      status: 'accepted',
      ticket: { id: '12345678901234567890' },
    });
    expect(transport.requests).toMatchObject([
      {
        method: 'POST',
        url: 'https://birch.example/api/jobs',
        headers: { authorization: 'Bearer key-of-mine' },
        body: 'picture=iVBORw%3D%3D',
      },
    ]);
  });

  it.each([
    ['ID 17 TEXT w7xk\n', { status: 'solved', solution: { text: 'w7xk' }, ticket: { id: '17' } }],
    ['TEXT w7xk\n', { status: 'solved', solution: { text: 'w7xk' }, ticket: undefined }],
    ['ID 17 TEXT \n', { status: 'accepted', ticket: { id: '17' } }],
    ['ID 17 TEXT w7', { status: 'accepted', ticket: { id: '17' } }],
  ])('may answer within the submit: %j', async (body, submission) => {
    const { account, context } = birchSaying({ body });
    expect(await submitToBirch(account, image, context)).toMatchObject(submission);
  });

  it.each(['ID 1', 'TEXT w7', 'OK\n', ''])('is not believed when it says %j', async (body) => {
    const { account, context } = birchSaying({ body });
    await expect(submitToBirch(account, image, context)).rejects.toMatchObject({
      code: 'protocol-violated',
      charged: 'unknown',
    });
  });

  it.each(['data:image/png;base64,iVBORw', 'iVBO Rw==\n', '-_8'])(
    'is sent one kind of base64 for %j',
    async (text) => {
      const { account, transport, context } = birchSaying({ body: 'ID 17\n' });
      await submitToBirch(account, { type: 'image', image: text }, context);
      const sent = new URLSearchParams(String(transport.requests[0]?.body)).get('picture');
      expect(sent).toBe(text === '-_8' ? '+/8=' : 'iVBORw==');
    },
  );

  it('is asked by GET, the id in the path', async () => {
    const { account, transport, context } = birchSaying({ status: 204, body: '' });
    expect(await pollBirch(account, 'a/b', context)).toEqual({ status: 'pending' });
    expect(transport.requests[0]).toMatchObject({
      method: 'GET',
      url: 'https://birch.example/api/jobs/a%2Fb',
    });
  });

  it.each([
    [{ body: 'TEXT w7xk\n' }, { status: 'solved', solution: { text: 'w7xk' } }],
    [{ body: 'ERR GONE\n' }, { status: 'failed', error: { code: 'ticket-lost' } }],
  ])('says by %j what became of a ticket', async (reply, result) => {
    const { account, context } = birchSaying(reply);
    expect(await pollBirch(account, '17', context)).toMatchObject(result);
  });

  it('gives no answer to another ticket', async () => {
    const { account, context } = birchSaying({ body: 'ID 18 TEXT w7xk\n' });
    const polled = pollBirch(account, '17', context);
    await expect(polled).rejects.toMatchObject({ code: 'protocol-violated' });
  });
});

describe('readExactJson', () => {
  it('keeps the digits of an id, and numbers that are none as they are', () => {
    const text = '{"id":12345678901234567890,"offset":117.50,"small":42,"text":"90071992547"}';
    expect(readExactJson(text)).toEqual({
      id: '12345678901234567890',
      offset: 117.5,
      small: 42,
      text: '90071992547',
    });
    expect(readExactJson('{"id":')).toBeUndefined();
  });
});
