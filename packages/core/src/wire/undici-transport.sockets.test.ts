import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';

import type { Transport } from '../provider/transport.ts';
import { startHangingListener } from './__fixtures__/hanging-listener.ts';
import { refusingUrl, startHttp, startTcp } from './__fixtures__/loopback-server.ts';
import { pollOf, signals, submitTo } from './__fixtures__/requests.ts';
import { undiciTransport, type UndiciTransportOptions } from './undici-transport.ts';

const run = promisify(execFile);

function transportFor(options: UndiciTransportOptions = {}): Transport {
  const transport = undiciTransport(options);
  onTestFinished(async () => await transport.close?.());
  return transport;
}

/** A listener that leaves connections hanging while they are made. */
async function hangingListener(): ReturnType<typeof startHangingListener> {
  const listener = await startHangingListener();
  onTestFinished(async () => await listener.close());
  return listener;
}

/** How long a promise takes to settle from now on, in milliseconds. */
async function settlingMs(promise: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await promise.catch(() => undefined);
  return performance.now() - start;
}

/** The sockets that keep this process alive, connected or on the way. */
const socketsInUse = (): number =>
  process.getActiveResourcesInfo().filter((name) => /^TCP(Socket|Connect)Wrap$/.test(name)).length;

/** Runs a script of its own process, which must end by itself within 8 s. */
async function runScript(script: string): Promise<{ readonly stdout: string }> {
  const entry = new URL('../wire.ts', import.meta.url).href;
  const head = `
    const { undiciTransport } = await import(${JSON.stringify(entry)});
    const { signal } = new AbortController();
    const signals = { signal, recall: signal };`;
  return await run(process.execPath, ['--input-type=module', '-e', head + script], {
    timeout: 8_000,
  });
}

describe('undiciTransport before the first byte', () => {
  it('says that nothing was sent when the connection is refused', async () => {
    const sent = transportFor().send(submitTo(await refusingUrl()), signals());
    await expect(sent).rejects.toMatchObject({
      code: 'unreachable',
      charged: 'no',
      operation: 'submit',
    });
  });

  it('says that nothing was sent when the name is unknown', async () => {
    const sent = transportFor().send(submitTo('http://solver.invalid'), signals());
    await expect(sent).rejects.toMatchObject({ code: 'unreachable', charged: 'no' });
  });

  it('says that nothing was sent when the connection takes too long', async () => {
    const { url } = await hangingListener();
    const sent = transportFor({ connectTimeoutMs: 100 }).send(submitTo(url), signals());
    await expect(sent).rejects.toMatchObject({
      code: 'unreachable',
      cause: { code: 'UND_ERR_CONNECT_TIMEOUT' },
    });
  });

  it('says that nothing was sent when the handshake fails', async () => {
    const url = await startTcp((socket) => socket.end('no TLS here'));
    const sent = transportFor().send(submitTo(url.replace('http:', 'https:')), signals());
    await expect(sent).rejects.toMatchObject({ code: 'unreachable', charged: 'no' });
  });

  it.each(['signal', 'recall'] as const)(
    'settles at once by the %s while a connection hangs',
    async (name) => {
      const { url } = await hangingListener();
      const controller = new AbortController();
      const sent = transportFor().send(submitTo(url), signals({ [name]: controller.signal }));
      setImmediate(() => controller.abort());
      expect(await settlingMs(sent)).toBeLessThan(500);
      await expect(sent).rejects.toMatchObject({ code: 'unreachable', charged: 'no' });
    },
  );

  it('writes no byte of a recalled submit when its connection is made after all', async () => {
    const listener = await hangingListener();
    const transport = transportFor();
    const controller = new AbortController();
    const recalled = transport.send(submitTo(listener.url), signals({ recall: controller.signal }));
    const kept = transport.send(submitTo(listener.url), signals());
    setImmediate(() => controller.abort());
    await expect(recalled).rejects.toMatchObject({ code: 'unreachable' });
    listener.release();
    await expect(kept).resolves.toMatchObject({ body: 'OK|1' });
    const received = await listener.received(2);
    expect(received.filter((text) => text === '')).toHaveLength(1);
    expect(received.filter((text) => text.startsWith('POST /in.php'))).toHaveLength(1);
  });

  it('ends the connection attempt when nobody waits for it any more', async () => {
    const { url } = await hangingListener();
    const before = socketsInUse();
    const controller = new AbortController();
    const sent = transportFor().send(submitTo(url), signals({ recall: controller.signal }));
    setImmediate(() => controller.abort());
    await expect(sent).rejects.toMatchObject({ code: 'unreachable' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(socketsInUse()).toBe(before);
  });

  it('makes another connection after one that nobody waited for', async () => {
    const listener = await hangingListener();
    const transport = transportFor({ connections: 1 });
    const controller = new AbortController();
    const recalled = transport.send(submitTo(listener.url), signals({ recall: controller.signal }));
    setImmediate(() => controller.abort());
    await expect(recalled).rejects.toMatchObject({ code: 'unreachable' });
    listener.release();
    const sent = transport.send(submitTo(listener.url), signals());
    await expect(sent).resolves.toMatchObject({ body: 'OK|1' });
  }, 5_000);

  it('connects to nobody when it was recalled before', async () => {
    let connections = 0;
    const url = await startTcp((socket) => {
      connections += 1;
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nOK|1'));
    });
    const transport = transportFor();
    const recalled = transport.send(submitTo(url), signals({ recall: AbortSignal.abort() }));
    await expect(recalled).rejects.toMatchObject({ code: 'unreachable', charged: 'no' });
    await transport.send(submitTo(url), signals());
    expect(connections).toBe(1);
  });
});

describe('undiciTransport after the first byte', () => {
  it('leaves open whether a submit was accepted when the connection is reset', async () => {
    const url = await startTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const sent = transportFor().send(submitTo(url), signals());
    await expect(sent).rejects.toMatchObject({ code: 'outcome-unknown', charged: 'unknown' });
  });

  it('calls the provider unavailable when the reply to a poll is cut off', async () => {
    const url = await startTcp((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nOK|')),
    );
    const sent = transportFor().send(pollOf(url), signals());
    await expect(sent).rejects.toMatchObject({ code: 'provider-unavailable', charged: 'yes' });
  });

  it('settles at once by the signal while the service is silent, and tears the request down', async () => {
    const controller = new AbortController();
    let onClose: (() => void) | undefined;
    const isTornDown = new Promise<void>((resolve) => {
      onClose = resolve;
    });
    const url = await startTcp((socket) => {
      socket.once('close', () => onClose?.());
      socket.once('data', () => controller.abort());
    });
    const sent = transportFor().send(submitTo(url), signals({ signal: controller.signal }));
    await once(controller.signal, 'abort');
    expect(await settlingMs(sent)).toBeLessThan(500);
    await expect(sent).rejects.toMatchObject({ code: 'outcome-unknown', charged: 'unknown' });
    await isTornDown;
  });

  it.each(['content-length: 100', 'connection: close'])(
    'settles at once in the middle of a body (%s)',
    async (header) => {
      const controller = new AbortController();
      const url = await startTcp((socket) =>
        socket.once('data', () => {
          socket.write(`HTTP/1.1 200 OK\r\n${header}\r\n\r\nOK|`);
          setImmediate(() => controller.abort());
        }),
      );
      const sent = transportFor().send(pollOf(url), signals({ signal: controller.signal }));
      await once(controller.signal, 'abort');
      expect(await settlingMs(sent)).toBeLessThan(500);
      await expect(sent).rejects.toMatchObject({ code: 'provider-unavailable' });
    },
  );

  it.each([
    ['with a length', 'content-length: 2000000\r\n'],
    ['ended by the connection', 'connection: close\r\n'],
    ['in chunks', 'transfer-encoding: chunked\r\n'],
  ])('refuses a body over the bound as soon as it is, %s', async (_how, header) => {
    const url = await startTcp((socket) => {
      const chunk = header.startsWith('transfer')
        ? `100001\r\n${'x'.repeat(0x100001)}`
        : 'x'.repeat(0x100001);
      socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\n${header}\r\n${chunk}`));
    });
    await expect(transportFor().send(pollOf(url), signals())).rejects.toMatchObject({
      code: 'protocol-violated',
      message: 'captchaai: the reply to the poll is longer than 1048576 bytes',
    });
  });

  it('takes back a connection after a reply that was too long', async () => {
    const url = await startHttp(({ url: path }, response) =>
      response.end(path === '/in.php' ? 'OK|42' : 'OK|1234567'),
    );
    const transport = transportFor({ connections: 1 });
    await expect(transport.send(pollOf(url, { maxBodyBytes: 8 }), signals())).rejects.toMatchObject(
      {
        code: 'protocol-violated',
      },
    );
    await expect(transport.send(submitTo(url), signals())).resolves.toMatchObject({
      body: 'OK|42',
    });
  });

  it('lets a submit finish when it is recalled after it was written', async () => {
    const controller = new AbortController();
    const url = await startHttp((_request, response) => {
      controller.abort();
      setImmediate(() => response.end('OK|42'));
    });
    const sent = transportFor().send(submitTo(url), signals({ recall: controller.signal }));
    await expect(sent).resolves.toMatchObject({ status: 200, body: 'OK|42' });
  });

  it('sends a submit once when the service drops the connection', async () => {
    let submits = 0;
    const url = await startTcp((socket) =>
      socket.once('data', () => {
        submits += 1;
        socket.destroy();
      }),
    );
    await expect(transportFor().send(submitTo(url), signals())).rejects.toMatchObject({
      code: 'outcome-unknown',
    });
    expect(submits).toBe(1);
  });
});

describe('undiciTransport as a guest in a process', () => {
  it('leaves no socket after it was closed, be it idle, busy or connecting', async () => {
    const { url: hanging } = await hangingListener();
    const url = await startHttp(({ url: path }, response) => {
      if (path === '/in.php') response.end('OK|42');
    });
    const { stdout } = await runScript(`
      const transport = undiciTransport();
      await transport.send(${JSON.stringify(submitTo(url))}, signals);
      const open = [${JSON.stringify(pollOf(url))}, ${JSON.stringify(submitTo(hanging))}];
      const sent = Promise.allSettled(open.map((request) => transport.send(request, signals)));
      const inUse = () => process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;
      while (inUse() < 3) await new Promise((resolve) => setImmediate(resolve));
      const before = inUse();
      const start = performance.now();
      await transport.close();
      const closingMs = performance.now() - start;
      await transport.close();
      const after = inUse();
      const late = await transport.send(open[0], signals).catch((error) => error);
      const codes = (await sent).map(({ reason }) => reason.code);
      console.log(JSON.stringify({ before, after, codes, late: late.code, isFast: closingMs < 1000 }));`);
    expect(JSON.parse(stdout)).toEqual({
      before: 3,
      after: 0,
      codes: ['provider-unavailable', 'unreachable'],
      late: 'unreachable',
      isFast: true,
    });
  });

  it('lets a process end while its connection is idle', async () => {
    const url = await startHttp((_request, response) => {
      response.setHeader('keep-alive', 'timeout=600');
      response.end('OK|42');
    });
    const { stdout } = await runScript(`
      const { body } = await undiciTransport().send(${JSON.stringify(submitTo(url))}, signals);
      console.log(body);`);
    expect(stdout).toBe('OK|42\n');
  });

  it('loads undici at the first request and not before', async () => {
    const url = await startHttp((_request, response) => response.end('OK|42'));
    const { stdout } = await runScript(`
      const { createRequire } = await import('node:module');
      const { cache } = createRequire(import.meta.url);
      const isLoaded = () => Object.keys(cache).some((file) => file.includes('/undici/'));
      const transport = undiciTransport();
      const before = isLoaded();
      await transport.send(${JSON.stringify(submitTo(url))}, signals);
      console.log(JSON.stringify({ before, after: isLoaded() }));`);
    expect(JSON.parse(stdout)).toEqual({ before: false, after: true });
  });
});
