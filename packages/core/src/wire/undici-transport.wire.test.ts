import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import nock from 'nock';
import { describe, expect, it, onTestFinished } from 'vitest';

import type { Transport, TransportRequest, TransportResponse } from '../provider/transport.ts';
import { apiKey, pollOf, signals, submitTo } from './__fixtures__/requests.ts';
import { undiciTransport } from './undici-transport.ts';

const service = 'http://solver.test';

function newTransport(): Transport {
  const transport = undiciTransport();
  onTestFinished(async () => await transport.close?.());
  return transport;
}

/** Polls a service that gives this reply once. */
async function pollAnswered(
  reply: {
    readonly status?: number;
    readonly body?: string | Buffer;
    readonly headers?: nock.ReplyHeaders;
  },
  overrides: Partial<TransportRequest> = {},
): Promise<TransportResponse> {
  const { status = 200, body = '', headers = {} } = reply;
  nock(service).get('/res.php').query(true).reply(status, body, headers);
  return await newTransport().send(pollOf(service, overrides), signals());
}

describe('undiciTransport', () => {
  it('sends method, path, query, headers and body as they were given', async () => {
    const scope = nock(service, { reqheaders: { 'x-test': 'yes', host: 'solver.test' } })
      .post('/in.php', { key: apiKey, method: 'turnstile' })
      .query({ json: '1' })
      .reply(200, 'OK|42');
    const request = submitTo(service);
    const reply = await newTransport().send(
      {
        ...request,
        url: `${service}/in.php?json=1`,
        headers: { ...request.headers, 'x-test': 'yes' },
      },
      signals(),
    );
    expect(reply).toMatchObject({ status: 200, body: 'OK|42' });
    expect(scope.isDone()).toBe(true);
  });

  it('sends bytes as they are', async () => {
    nock(service)
      .post('/in.php', (body: string) => body === 'ff00fe')
      .reply(200, 'OK|42');
    const body = Uint8Array.of(0x01, 0xff, 0x00, 0xfe).subarray(1);
    const reply = await newTransport().send(submitTo(service, { body, headers: {} }), signals());
    expect(reply.body).toBe('OK|42');
  });

  it.each([204, 404, 429, 500, 503])('resolves for status %i', async (status) => {
    expect(await pollAnswered({ status, headers: { 'Retry-After': '5' } })).toMatchObject({
      status,
      headers: { 'retry-after': '5' },
      body: '',
    });
  });

  it('follows no redirect', async () => {
    const location = 'http://elsewhere.test/';
    const reply = await pollAnswered({ status: 302, headers: { location } });
    expect(reply).toMatchObject({ status: 302, headers: { location } });
  });

  it('joins repeated headers', async () => {
    const reply = await pollAnswered({ headers: { 'Set-Cookie': ['a=1', 'b=2'] } });
    expect(reply.headers['set-cookie']).toBe('a=1, b=2');
  });

  it('reads the body by its charset, without a byte order mark', async () => {
    const latin = {
      body: Buffer.from([0xe4]),
      headers: { 'content-type': 'text/html; charset=iso-8859-1' },
    };
    expect((await pollAnswered(latin)).body).toBe('ä');
    expect((await pollAnswered({ body: '\uFEFFOK|1' })).body).toBe('OK|1');
  });

  it('takes a body of exactly the bound', async () => {
    expect((await pollAnswered({ body: 'x'.repeat(8) }, { maxBodyBytes: 8 })).body).toHaveLength(8);
    expect((await pollAnswered({ body: 'x'.repeat(1_048_576) })).body).toHaveLength(1_048_576);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
  ] as const)('inflates %s', async (encoding, compress) => {
    const body = compress('OK|token');
    expect((await pollAnswered({ body, headers: { 'content-encoding': encoding } })).body).toBe(
      'OK|token',
    );
  });

  it('measures the body after inflation', async () => {
    const body = gzipSync('x'.repeat(2_000_000));
    expect(body.byteLength).toBeLessThan(3_000);
    const sent = pollAnswered({ body, headers: { 'content-encoding': 'gzip' } });
    await expect(sent).rejects.toMatchObject({ code: 'protocol-violated' });
  });

  it.each([
    ['broken', Buffer.from('no gzip'), 'gzip'],
    ['cut off', gzipSync('OK|token').subarray(0, 20), 'gzip'],
    ['in an unknown encoding', Buffer.from('OK|token'), 'compress'],
  ])('refuses a reply that is %s', async (_what, body, encoding) => {
    nock(service).post('/in.php').reply(200, body, { 'content-encoding': encoding });
    await expect(newTransport().send(submitTo(service), signals())).rejects.toMatchObject({
      code: 'protocol-violated',
      charged: 'unknown',
    });
  });
});
