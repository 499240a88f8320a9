import { createServer } from 'node:https';
import type { LookupFunction } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';

import type { Transport } from '../provider/transport.ts';
import { certificate, privateKey } from './__fixtures__/loopback-certificate.ts';
import { listen, refusingUrl, startHttp, startTcp } from './__fixtures__/loopback-server.ts';
import { apiKey, pollOf, signals, submitTo } from './__fixtures__/requests.ts';
import { undiciTransport, type UndiciTransportOptions } from './undici-transport.ts';

function transportFor(options: UndiciTransportOptions = {}): Transport {
  const transport = undiciTransport(options);
  onTestFinished(async () => await transport.close?.());
  return transport;
}

/** A proxy that answers by itself and keeps the request lines that it saw. */
async function startProxy(): Promise<{ readonly url: string; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const url = await startHttp(({ method, url: target, headers }, response) => {
    lines.push(`${method} ${target} ${headers['proxy-authorization']}`);
    response.end('OK|by proxy');
  });
  return { url, lines };
}

const startTls = async (): Promise<string> => {
  const server = createServer({ cert: certificate, key: privateKey }, (_request, response) =>
    response.end('OK|42'),
  );
  return (await listen(server)).replace('http:', 'https:');
};

function withEnvironment(variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}

describe('undiciTransport behind a proxy', () => {
  it('sends by the given proxy, with its credentials', async () => {
    const proxy = await startProxy();
    const proxyUrl = proxy.url.replace('//', '//user:p%40ss@');
    const reply = await transportFor({ proxyUrl }).send(submitTo('http://solver.test'), signals());
    expect(reply.body).toBe('OK|by proxy');
    const credentials = Buffer.from('user:p@ss').toString('base64');
    expect(proxy.lines).toEqual([`POST http://solver.test/in.php Basic ${credentials}`]);
  });

  it('sends by the proxy that the environment names, but for the hosts that it excepts', async () => {
    const proxy = await startProxy();
    const direct = await startHttp((_request, response) => response.end('OK|direct'));
    withEnvironment({ HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' });
    const transport = transportFor();
    expect((await transport.send(submitTo('http://solver.test'), signals())).body).toBe(
      'OK|by proxy',
    );
    expect((await transport.send(submitTo(direct), signals())).body).toBe('OK|direct');
  });

  it('stays with the proxy that the environment named at the first request', async () => {
    const proxy = await startProxy();
    const other = await startProxy();
    withEnvironment({ HTTP_PROXY: proxy.url });
    const transport = transportFor();
    const first = transport.send(submitTo('http://solver.test'), signals());
    withEnvironment({ HTTP_PROXY: other.url });
    await first;
    await transport.send(submitTo('http://solver.test'), signals());
    expect([proxy.lines.length, other.lines.length]).toEqual([2, 0]);
  });

  it.each(['http', 'https'])(
    'says that nothing was sent when the proxy asks for credentials (%s)',
    async (scheme) => {
      const proxyUrl = await startTcp((socket) =>
        socket.once('data', () =>
          socket.end('HTTP/1.1 407 Who are you\r\ncontent-length: 0\r\n\r\n'),
        ),
      );
      const sent = transportFor({ proxyUrl }).send(submitTo(`${scheme}://solver.test`), signals());
      await expect(sent).rejects.toMatchObject({ code: 'unreachable', charged: 'no' });
    },
  );

  it('says that nothing was sent when the proxy is away or its URL in the environment is broken', async () => {
    const away = transportFor({ proxyUrl: await refusingUrl() }).send(
      submitTo('https://solver.test'),
      signals(),
    );
    await expect(away).rejects.toMatchObject({ code: 'unreachable' });
    withEnvironment({ HTTP_PROXY: 'no proxy at all' });
    const broken = transportFor().send(submitTo('http://solver.test'), signals());
    await expect(broken).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('refuses a proxy that is none, and names a misspelt option', () => {
    expect(() => undiciTransport({ proxyUrl: 'socks5://127.0.0.1:1' })).toThrow(
      expect.objectContaining({ code: 'options-invalid', option: 'proxyUrl' }),
    );
    const misspelt: object = { proxyURL: 'http://127.0.0.1:1' };
    expect(() => undiciTransport(misspelt)).toThrow('did you mean "proxyUrl"?');
  });
});

describe('undiciTransport over TLS', () => {
  it('refuses a certificate that nobody trusts, whatever the environment says', async () => {
    withEnvironment({ NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    const sent = transportFor().send(submitTo(await startTls()), signals());
    await expect(sent).rejects.toMatchObject({
      code: 'unreachable',
      cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    });
  });

  it('trusts the certificates that are given', async () => {
    const reply = await transportFor({ ca: certificate }).send(
      submitTo(await startTls()),
      signals(),
    );
    expect(reply.body).toBe('OK|42');
  });
});

describe('an error of undiciTransport', () => {
  const proxyPassword = 'sesame-0pen';

  async function failuresWithSecrets(): Promise<readonly unknown[]> {
    const reset = await startTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const garbage = await startTcp((socket) =>
      socket.once('data', () => socket.end(`${apiKey}\r\n\r\n`)),
    );
    const refused = await refusingUrl();
    const proxyUrl = refused.replace('//', `//user:${proxyPassword}@`);
    const abort = AbortSignal.abort(new Error(`aborted with ${apiKey}`));
    const attempts = [
      transportFor().send(pollOf(reset), signals()),
      transportFor().send(pollOf(garbage), signals()),
      transportFor().send(pollOf(refused), signals()),
      transportFor().send(pollOf(`not a url ${apiKey}`), signals()),
      transportFor().send(pollOf(refused, { headers: { 'x-key': `${apiKey}\n` } }), signals()),
      transportFor().send(pollOf(refused), signals({ signal: abort })),
      transportFor({ proxyUrl }).send(pollOf('https://solver.test'), signals()),
      transportFor({ proxyUrl }).send(
        pollOf(refused),
        signals({ signal: AbortSignal.abort(new Error(proxyUrl)) }),
      ),
      transportFor({ proxyUrl }).send(
        pollOf(refused),
        signals({ signal: AbortSignal.abort(new Error(proxyPassword)) }),
      ),
    ];
    const settled = await Promise.allSettled(attempts);
    return settled.map((outcome) => (outcome.status === 'rejected' ? outcome.reason : undefined));
  }

  it('holds neither the key nor the proxy password anywhere', async () => {
    const failures = await failuresWithSecrets();
    expect(failures.map((failure) => Object(failure).code)).toEqual([
      'provider-unavailable',
      'provider-unavailable',
      ...Array.from({ length: 7 }, () => 'unreachable'),
    ]);
    for (const failure of failures) {
      const shown = `${String(failure)} ${JSON.stringify(failure)} ${Object(failure).stack} ${inspect(
        failure,
        {
          depth: Infinity,
          showHidden: true,
          getters: true,
        },
      )}`;
      for (const secret of [apiKey, encodeURIComponent(apiKey), proxyPassword, 'k3y+with']) {
        expect(shown).not.toContain(secret);
      }
    }
  });
});

describe('undiciTransport with a resolver of its own', () => {
  it('asks it for every name, and says what it said', async () => {
    const url = await startHttp((_request, response) => response.end('OK|by name'));
    const named = url.replace('127.0.0.1', 'solver.test');
    const known: LookupFunction = (_name, _options, callback) =>
      callback(null, [{ address: '127.0.0.1', family: 4 }]);
    const reply = await transportFor({ lookup: known }).send(submitTo(named), signals());
    expect(reply.body).toBe('OK|by name');
    const unknown: LookupFunction = (_name, _options, callback) =>
      callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), '');
    const refused = transportFor({ lookup: unknown }).send(submitTo(named), signals());
    await expect(refused).rejects.toMatchObject({
      code: 'unreachable',
      charged: 'no',
      cause: { code: 'ENOTFOUND' },
    });
  });
});
