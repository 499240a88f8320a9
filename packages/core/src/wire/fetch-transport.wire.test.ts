import nock from 'nock';
import { describe, expect, it } from 'vitest';

import { apiKey, pollOf, signals, submitTo } from './__fixtures__/requests.ts';
import { fetchTransport } from './fetch-transport.ts';

const service = 'http://solver.test';

/** A runtime whose fetch fails as Node's does. */
const failingFetch =
  (code: string): typeof fetch =>
  async () => {
    throw new TypeError('fetch failed', {
      cause: Object.assign(new Error(`key ${apiKey}`), { code }),
    });
  };

const never = async (): Promise<Response> => await new Promise(() => undefined);

describe('fetchTransport', () => {
  it('sends what it was given and resolves for every status', async () => {
    nock(service)
      .post('/in.php', { key: apiKey, method: 'turnstile' })
      .reply(503, 'busy', { 'X-Node': 'a' });
    const reply = await fetchTransport().send(submitTo(service), signals());
    expect(reply).toMatchObject({ status: 503, headers: { 'x-node': 'a' }, body: 'busy' });
  });

  it('follows no redirect', async () => {
    nock(service)
      .get('/res.php')
      .query(true)
      .reply(302, '', { location: 'http://elsewhere.test/' });
    expect(await fetchTransport().send(pollOf(service), signals())).toMatchObject({ status: 302 });
  });

  it('reads the body by its charset, without a byte order mark', async () => {
    const headers = { 'content-type': 'text/plain; charset=iso-8859-1' };
    nock(service)
      .get('/res.php')
      .query(true)
      .reply(200, Buffer.from([0xe4]), headers);
    expect((await fetchTransport().send(pollOf(service), signals())).body).toBe('ä');
    nock(service).get('/res.php').query(true).reply(200, '\uFEFFOK|1');
    expect((await fetchTransport().send(pollOf(service), signals())).body).toBe('OK|1');
  });

  it('refuses a reply over the bound and ends its stream', async () => {
    let isCancelled = false;
    const fetch = async (_url: unknown, init?: RequestInit): Promise<Response> => {
      init?.signal?.addEventListener('abort', () => {
        isCancelled = true;
      });
      return new Response('x'.repeat(9));
    };
    const sent = fetchTransport({ fetch }).send(pollOf(service, { maxBodyBytes: 8 }), signals());
    await expect(sent).rejects.toMatchObject({ code: 'protocol-violated' });
    expect(isCancelled).toBe(true);
  });

  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'UND_ERR_CONNECT_TIMEOUT',
    'CERT_HAS_EXPIRED',
  ])('says that nothing was sent at %s', async (code) => {
    const sent = fetchTransport({ fetch: failingFetch(code) }).send(submitTo(service), signals());
    await expect(sent).rejects.toMatchObject({ code: 'unreachable', charged: 'no' });
  });

  it('counts every other failure as a lost reply', async () => {
    const transport = fetchTransport({ fetch: failingFetch('ECONNRESET') });
    await expect(transport.send(submitTo(service), signals())).rejects.toMatchObject({
      code: 'outcome-unknown',
    });
    await expect(transport.send(pollOf(service), signals())).rejects.toMatchObject({
      code: 'provider-unavailable',
    });
  });

  it('settles by the signal even where the runtime ignores it', async () => {
    const controller = new AbortController();
    const sent = fetchTransport({ fetch: never }).send(
      submitTo(service),
      signals({ signal: controller.signal }),
    );
    controller.abort();
    await expect(sent).rejects.toMatchObject({ code: 'outcome-unknown', charged: 'unknown' });
  });

  it('sends nothing when it was recalled before, and ignores a recall afterwards', async () => {
    const controller = new AbortController();
    let calls = 0;
    const fetch = async (): Promise<Response> => {
      calls += 1;
      controller.abort();
      return new Response('OK|42');
    };
    const transport = fetchTransport({ fetch });
    const given = signals({ recall: controller.signal });
    await expect(transport.send(submitTo(service), given)).resolves.toMatchObject({
      body: 'OK|42',
    });
    await expect(transport.send(submitTo(service), given)).rejects.toMatchObject({
      code: 'unreachable',
      charged: 'no',
    });
    expect(calls).toBe(1);
  });
});
