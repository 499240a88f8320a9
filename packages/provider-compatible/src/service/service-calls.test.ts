import { inspect } from 'node:util';

import { ProviderError, type PollResult, type Ticket } from '@understudy/core/provider';
import {
  type InMemoryHandler,
  type InMemoryTransport,
  inMemoryTransport,
} from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { apiKey, pageUrl, png, siteKey } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { compatible } from '../compatible.ts';

const connect = (reply: InMemoryHandler) => {
  const transport: InMemoryTransport = inMemoryTransport(reply);
  return {
    transport,
    provider: compatible({ profile: '2captcha', id: 'backup', apiKey, transport }),
  };
};

const turnstile = { type: 'turnstile', siteKey, pageUrl } as const;
const ticket: Ticket = { id: '75012345', type: 'turnstile' };

const pollAnswered = (body: string, status = 200): Promise<PollResult> =>
  connect(() => ({ body, status })).provider.poll(ticket, callContext());

const rejectionOf = async (outcome: Promise<unknown>): Promise<unknown> =>
  outcome.then(
    () => 'it resolved',
    (reason: unknown) => reason,
  );

describe('submit', () => {
  it('keeps an id of 20 digits, as text', async () => {
    const { provider } = connect(() => ({ body: '{"status":1,"request":98765432109876543210}' }));
    await expect(provider.submit(turnstile, callContext())).resolves.toEqual({
      status: 'accepted',
      ticket: { id: '98765432109876543210', type: 'turnstile' },
    });
  });

  it.each([
    'OK|',
    'OK',
    '',
    '{"status":1,"request":""}',
    '<html>busy</html>',
    '{"status":1}',
    'hello',
  ])('finds no id in %j, and does not ask again', async (body) => {
    const { provider, transport } = connect(() => ({ body }));
    await expect(provider.submit(turnstile, callContext())).rejects.toMatchObject({
      code: 'protocol-violated',
      charged: 'unknown',
      operation: 'submit',
      providerId: 'backup',
    });
    expect(transport.requests).toHaveLength(1);
  });

  it('keeps an id that comes with an error status, because it was paid for', async () => {
    const { provider } = connect(() => ({ status: 500, body: 'OK|75012345' }));
    await expect(provider.submit(turnstile, callContext())).resolves.toMatchObject({ ticket });
  });

  it('takes no id out of a redirect', async () => {
    const { provider } = connect(() => ({ status: 302, body: 'OK|75012345' }));
    await expect(provider.submit(turnstile, callContext())).rejects.toMatchObject({
      code: 'protocol-violated',
      rawCode: 'HTTP 302',
    });
  });

  it('sends no task of a type that it does not declare', async () => {
    const transport = inMemoryTransport(() => ({ body: 'OK|1' }));
    const provider = compatible({ profile: '2captcha', apiKey, transport, taskTypes: ['image'] });
    await expect(provider.submit(turnstile, callContext())).rejects.toMatchObject({
      code: 'task-unsupported',
      charged: 'no',
    });
    expect(transport.requests).toHaveLength(0);
  });

  it('sends no picture that the service would refuse', async () => {
    const { provider, transport } = connect(() => ({ body: 'OK|1' }));
    const image = new Uint8Array(102_401).fill(0xff);
    await expect(provider.submit({ type: 'image', image }, callContext())).rejects.toMatchObject({
      code: 'task-over-limits',
      charged: 'no',
      message: expect.stringContaining('it has 102401 bytes, the service takes at most 102400'),
    });
    expect(transport.requests).toHaveLength(0);
    await expect(
      provider.submit({ type: 'image', image: png }, callContext()),
    ).resolves.toMatchObject({ status: 'accepted' });
  });

  it('hands both signals to the transport', async () => {
    const context = callContext();
    const seen: unknown[] = [];
    const { provider } = connect((_request, { signal, recall }) => {
      seen.push(signal, recall);
      return { body: 'OK|1' };
    });
    await provider.submit(turnstile, context);
    expect(seen).toEqual([context.signal, context.recall]);
  });

  it("passes an abort's reason on untouched", async () => {
    const reason = new Error('the deadline has passed');
    const { provider } = connect(() => ({ body: 'OK|1' }));
    await expect(
      provider.submit(turnstile, callContext({ signal: AbortSignal.abort(reason) })),
    ).rejects.toBe(reason);
  });
});

describe('poll', () => {
  it('leaves a token with bars in it whole', async () => {
    await expect(pollAnswered('OK|0.a|b|c')).resolves.toMatchObject({
      status: 'solved',
      solution: { type: 'turnstile', token: '0.a|b|c' },
    });
  });

  it('keeps everything that comes beside the answer, and what was billed', async () => {
    const body =
      '{"status":1,"request":"t","useragent":"UA","cookies":{"a":"b"},"respKey":"rk","price":"0.00145"}';
    await expect(pollAnswered(body)).resolves.toEqual({
      status: 'solved',
      solution: {
        type: 'turnstile',
        token: 't',
        userAgent: 'UA',
        cookies: { a: 'b' },
        respKey: 'rk',
      },
      billed: { amount: 0.00145, currency: 'USD' },
      raw: body,
    });
  });

  it.each(['CAPCHA_NOT_READY', '{"status":0,"request":"CAPTCHA_NOT_READY"}'])(
    'waits on %j',
    async (body) => {
      await expect(pollAnswered(body)).resolves.toEqual({ status: 'pending' });
      await expect(pollAnswered(body, 503)).resolves.toEqual({ status: 'pending' });
    },
  );

  it('waits on a bare 202', async () => {
    await expect(pollAnswered('', 202)).resolves.toEqual({ status: 'pending' });
  });

  it.each([
    ['ERROR_CAPTCHA_UNSOLVABLE', 'task-unsolvable'],
    ['ERROR_WRONG_CAPTCHA_ID', 'ticket-lost'],
    ['ERROR_WRONG_ID_FORMAT', 'task-invalid'],
    ['ERROR_PROXY_CONNECTION_FAILED', 'proxy-rejected'],
    ['ERROR_TOKEN_EXPIRED', 'task-stale'],
    ['ERROR_WRONG_GOOGLEKEY', 'task-invalid'],
    ['ERROR_NO_SUCH_METHOD', 'task-unsupported'],
    ['ERROR_TOO_BIG_CAPTCHA_FILESIZE', 'task-over-limits'],
  ])('ends the ticket on %s', async (body, code) => {
    await expect(pollAnswered(body)).resolves.toMatchObject({
      status: 'failed',
      error: { code, rawCode: body, operation: 'poll' },
    });
  });

  it.each([
    ['ERROR_KEY_DOES_NOT_EXIST', 200, 'credentials-rejected'],
    ['ERROR_ZERO_BALANCE', 200, 'funds-exhausted'],
    ['ERROR_NO_SLOT_AVAILABLE', 200, 'at-capacity'],
    ['ERROR: 1005', 200, 'rate-limited'],
    ['ERROR: 1004', 200, 'address-banned'],
    ['ERROR_SERVER_ERROR', 200, 'provider-unavailable'],
    ['ERROR_NEW', 200, 'unclassified'],
    ['<html>maintenance</html>', 200, 'provider-unavailable'],
    ['<html>bad gateway</html>', 502, 'provider-unavailable'],
    ['', 200, 'protocol-violated'],
    ['OK|', 200, 'protocol-violated'],
    ['', 429, 'rate-limited'],
    ['', 302, 'protocol-violated'],
  ])('says nothing about the ticket on %j with status %i', async (body, status, code) => {
    await expect(pollAnswered(body, status)).rejects.toMatchObject({ code, charged: 'yes' });
  });

  it('ends a ticket that is none of its own, without asking anybody', async () => {
    const { provider, transport } = connect(() => ({ body: 'OK|t' }));
    const strangers: readonly Ticket[] = [
      {},
      { id: '', type: 'turnstile' },
      { id: 5, type: 'turnstile' },
      { id: '5', type: 'hcapcha' },
      { id: 'a"}', type: 'turnstile', isInteger: true },
      { id: '00012', type: 'turnstile', isInteger: true },
    ];
    for (const stranger of strangers) {
      expect(await provider.poll(stranger, callContext())).toMatchObject({
        status: 'failed',
        error: { code: 'ticket-lost', rawCode: 'malformed-ticket', charged: 'yes' },
      });
    }
    expect(transport.requests).toHaveLength(0);
  });

  it('bills in the currency of the price where the profile names none, and else not at all', async () => {
    const transport = inMemoryTransport(() => ({
      body: '{"status":1,"request":"t","price":"0.002"}',
    }));
    const options = {
      profile: 'custom',
      baseUrl: 'https://solver.example',
      apiKey,
      transport,
    } as const;
    const price = { currency: 'EUR', perThousand: { default: 2 } };
    expect(await compatible({ ...options, price }).poll(ticket, callContext())).toMatchObject({
      billed: { amount: 0.002, currency: 'EUR' },
    });
    expect(await compatible(options).poll(ticket, callContext())).not.toHaveProperty('billed');
  });

  it('bounds the raw reply that it keeps', async () => {
    const polled = await pollAnswered(`OK|${'x'.repeat(100_000)}`);
    expect(polled.status === 'solved' && (polled.raw?.length ?? Infinity)).toBeLessThan(5_000);
  });
});

describe('report', () => {
  it.each([
    'REPORT_NOT_RECORDED',
    '{"status":0,"request":"ERROR_DUPLICATE_REPORT"}',
    'OK|ERROR_DUPLICATE_REPORT',
    'ERROR_WRONG_CAPTCHA_ID',
  ])('is refused by %s', async (body) => {
    const { provider } = connect(() => ({ body }));
    await expect(
      provider.report?.({ ticket, judgement: 'rejected' }, callContext()),
    ).rejects.toMatchObject({
      code: 'report-refused',
      charged: 'no',
    });
  });

  it.each([
    ['in.php', 'OK_REPORT_RECORDED'],
    ['in.php', 'OK'],
    ['in.php', '"OK_REPORT_RECORDED"'],
    ['in.php', '{"status":1,"request":"OK_REPORT_RECORDED"}'],
    ['createTask', '{"errorId":0}'],
    ['createTask', '{"errorId":null}'],
    ['createTask', '{"status":"success"}'],
  ] as const)('is recorded, over %s, by %s', async (dialect, body) => {
    const transport = inMemoryTransport(() => ({ body }));
    const provider = compatible({ profile: '2captcha', dialect, apiKey, transport });
    const report = provider.report?.({ ticket, judgement: 'rejected' }, callContext());
    await expect(report).resolves.toBeUndefined();
  });

  it.each([
    ['in.php', '{}'],
    ['in.php', 'OK.'],
    ['in.php', '{"data":"OK_REPORT_RECORDED"}'],
    ['createTask', '{}'],
    ['createTask', '{"message":"Forbidden"}'],
  ] as const)('is not taken for recorded, over %s, by %s', async (dialect, body) => {
    const transport = inMemoryTransport(() => ({ body }));
    const provider = compatible({ profile: '2captcha', dialect, apiKey, transport });
    const report = provider.report?.({ ticket, judgement: 'rejected' }, callContext());
    await expect(report).rejects.toMatchObject({ code: 'protocol-violated', charged: 'no' });
  });

  it('is refused for a ticket that is none of its own', async () => {
    const { provider, transport } = connect(() => ({ body: 'OK_REPORT_RECORDED' }));
    await expect(
      provider.report?.({ ticket: {}, judgement: 'rejected' }, callContext()),
    ).rejects.toMatchObject({
      code: 'report-refused',
      rawCode: 'malformed-ticket',
    });
    expect(transport.requests).toHaveLength(0);
  });

  it('is refused without a request where the service hears no such judgement', async () => {
    const transport = inMemoryTransport(() => ({ body: '{"errorId":0}' }));
    const provider = compatible({
      profile: 'custom',
      dialect: 'createTask',
      baseUrl: 'https://solver.example',
      apiKey,
      transport,
    });
    const report = { ticket: { id: '5', type: 'image' }, judgement: 'accepted' } as const;
    await expect(provider.report?.(report, callContext())).rejects.toMatchObject({
      code: 'report-refused',
    });
    expect(transport.requests).toHaveLength(0);
  });
});

describe('balance', () => {
  it.each([
    ['1.25', 1.25],
    ['{"status":1,"request":"600"}', 600],
    ['{"status":1,"request":600.5}', 600.5],
    ['OK|3', 3],
    ['-0.5', -0.5],
    ['1,25', 1.25],
  ])('reads %s', async (body, amount) => {
    const { provider } = connect(() => ({ body }));
    expect(await provider.balance?.(callContext())).toEqual({ amount, currency: 'USD' });
  });

  it.each(['-', 'NaN', '', '{"status":1,"request":"-"}', 'Infinity', '1e999'])(
    'finds no amount in %j',
    async (body) => {
      const { provider } = connect(() => ({ body }));
      await expect(provider.balance?.(callContext())).rejects.toMatchObject({
        code: 'protocol-violated',
        charged: 'no',
      });
    },
  );
});

describe('secrets', () => {
  const password = 'hunter2-of-the-proxy';
  const task = {
    type: 'recaptcha-v2',
    siteKey,
    pageUrl,
    cookies: 'sid=cookie-value-77',
    proxy: { type: 'http', host: '10.0.0.9', port: 8080, username: 'lena-user', password },
  } as const;
  const secrets = [apiKey, password, 'lena-user', 'cookie-value-77'];

  it('travel in the body, and are named to the transport', async () => {
    const { provider, transport } = connect(() => ({ body: 'OK|1' }));
    await provider.submit(task, callContext());
    const [request] = transport.requests;
    for (const secret of secrets) {
      expect(request?.url).not.toContain(secret);
      expect(request?.secrets).toContain(secret);
    }
  });

  it.each([
    [200, `ERROR_WRONG_USER_KEY ${secrets.join(' ')}`],
    [200, `{"status":0,"request":"ERROR_${apiKey}"}`],
    [200, `{"status":0,"request":"${apiKey}"}`],
    [403, `<html>${secrets.join(' ')}</html>`],
    [500, secrets.join(' ')],
  ])('appear in nothing of an error, though the service echoes them (%i)', async (status, body) => {
    const { provider } = connect(() => ({ status, body }));
    const error = await rejectionOf(provider.submit(task, callContext()));
    expect(ProviderError.isInstance(error)).toBe(true);
    const everything = [
      inspect(error, { depth: 9, showHidden: true }),
      JSON.stringify(error),
      String(Object(error).stack),
    ].join('\n');
    for (const secret of secrets) expect(everything).not.toContain(secret);
  });

  it('are removed from the raw reply that is kept', async () => {
    const polled = await pollAnswered(`{"status":1,"request":"t","echo":"${apiKey}"}`);
    expect(JSON.stringify(polled)).not.toContain(apiKey);
  });
});
