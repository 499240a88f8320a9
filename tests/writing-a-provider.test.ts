import { inspect } from 'node:util';

import { ProviderError, type ProviderV1, type Ticket } from '@understudy/core/provider';
import { type InMemoryReply, VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { acme } from '../examples/writing-a-provider/acme.ts';
import { type AcmeService, acmeService } from '../examples/writing-a-provider/acme-service.ts';
import { callContext, submitOnce } from '../examples/writing-a-provider/ask-acme-once.ts';
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

describe('the account at acme', () => {
  it('tells its balance and passes a judgement on', async () => {
    const { provider, service, clock } = accountWith();
    expect(await provider.balance?.(callContext(clock))).toEqual({ amount: 12.5, currency: 'USD' });
    await provider.report?.({ ticket, judgement: 'rejected' }, callContext(clock));
    expect(JSON.parse(String(service.transport.requests[1]?.body))).toMatchObject({ right: false });
  });

  it('says when acme will not hear a judgement', async () => {
    const { provider, clock } = accountWith(json({ error: 'ALREADY_REPORTED' }));
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
