import { execFile } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { OptionsInvalidError } from '@understudy/core/provider';
import { scaledClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { endOfConversation, post, postPoll, postTask } from '../__fixtures__/http-client.ts';
import { startFakeProvider } from './start-fake-provider.ts';

const solveTime = { kind: 'constant', ms: 0 } as const;

describe('startFakeProvider', () => {
  it('serves a task from submit to answer over HTTP on loopback', async () => {
    await using fake = await startFakeProvider({ seed: 7, solveTime });
    expect(fake.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { status, body } = await postTask(fake);
    expect([status, body]).toEqual([200, expect.stringMatching(/^OK\|7\d{11}$/)]);
    const answer = await postPoll(fake, body.slice(3));
    expect(fake.journal.taskIdOfAnswer(answer.slice(3))).toBe(body.slice(3));
    expect(fake.journal.tasks[0]?.deliveredAt).toBeGreaterThan(0);
    expect(fake.journal.nothingLost().isClean).toBe(true);
  });

  it('runs on the clock that it is given', async () => {
    await using fake = await startFakeProvider({
      clock: scaledClock(1_000),
      rules: [{ when: { endpoint: 'submit' }, inject: { kind: 'delay', ms: 20_000 } }],
    });
    await postTask(fake);
    expect(fake.elapsedMs).toBeGreaterThanOrEqual(20_000);
  });

  it('keeps connections apart in the journal, and alive', async () => {
    await using fake = await startFakeProvider();
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    await postTask(fake, agent);
    await postTask(fake, agent);
    await postTask(fake);
    expect(fake.journal.submits.map(({ connection }) => connection)).toEqual([1, 1, 2]);
    agent.destroy();
  });

  it('names the port that is taken', async () => {
    await using holder = await startFakeProvider();
    const port = Number(new URL(holder.url).port);
    const error: unknown = await startFakeProvider({ port }).catch((reason: unknown) => reason);
    expect(OptionsInvalidError.isInstance(error) && error.option).toBe('port');
    expect(error).toMatchObject({
      message: expect.stringContaining(String(port)),
      cause: { code: 'EADDRINUSE' },
    });
  });

  it('names a misspelt option and the nearest valid one', async () => {
    // The point is what happens without the compiler's help.
    const options = { speling: 1, prot: 0 } as Parameters<typeof startFakeProvider>[0];
    await expect(startFakeProvider(options)).rejects.toThrow('did you mean "port"?');
  });

  it('leaves nothing behind, within 500 ms, whatever hangs', async () => {
    const program = fileURLToPath(
      new URL('../__fixtures__/close-while-hanging.ts', import.meta.url),
    );
    // The program is its own witness: with anything left behind it would not end.
    const { stdout } = await promisify(execFile)(process.execPath, [program], { timeout: 20_000 });
    const report: unknown = JSON.parse(stdout);
    expect(report).toMatchObject({
      ends: ['ECONNRESET', 'ECONNRESET', 'ECONNRESET', 'ECONNRESET'],
      afterwards: 'ECONNREFUSED',
    });
    const { closedWithinMs, hungClosedWithinMs } = Object(report);
    expect(closedWithinMs).toBeLessThan(500);
    // Where a connect cannot hang, the program leaves that part out.
    expect(hungClosedWithinMs ?? 0).toBeLessThan(500);
  });

  it('refuses a body beyond all measure and ends a conversation that is not HTTP', async () => {
    await using fake = await startFakeProvider();
    const endless = post({ fake, path: '/in.php', fields: { body: 'A'.repeat(5 * 1024 * 1024) } });
    expect([413, 'EPIPE', 'ECONNRESET']).toContain(
      await endless.then(
        ({ status }) => status,
        (error) => error.code,
      ),
    );
    expect(await endOfConversation(fake, '\u0016\u0003\u0001\u0002')).toMatch(/^(end|ECONNRESET)$/);
    expect(fake.journal.events.filter(({ kind }) => kind === 'request')).toEqual([]);
  });

  it('outlives clients that reset a connection of which they want a tunnel', async () => {
    await using fake = await startFakeProvider();
    const uncaught: unknown[] = [];
    const others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', (error) => uncaught.push(error));
    for (let round = 0; round < 20; round += 1) {
      const socket = net.connect(Number(new URL(fake.url).port), '127.0.0.1');
      const asked = 'CONNECT solver.test:443 HTTP/1.1\r\nhost: solver.test\r\n\r\n';
      await new Promise<void>((resolve) => void socket.write(asked, () => resolve()));
      socket.resetAndDestroy();
      expect((await postTask(fake)).status).toBe(200);
    }
    process.removeAllListeners('uncaughtException');
    for (const other of others) process.on('uncaughtException', other);
    expect(uncaught).toEqual([]);
  });

  it('warns in the journal when somebody has patched the way in which sockets connect', async () => {
    const { connect } = net.Socket.prototype;
    // What nock and MSW do: another function under the same name.
    const patched = function (this: net.Socket, ...args: unknown[]): net.Socket {
      return Reflect.apply(connect, this, args);
    };
    net.Socket.prototype.connect = patched;
    try {
      await using fake = await startFakeProvider();
      expect(fake.journal.events).toMatchObject([
        { kind: 'warning', warning: 'interceptor-active' },
      ]);
    } finally {
      net.Socket.prototype.connect = connect;
    }
    await using fake = await startFakeProvider();
    expect(fake.journal.events).toEqual([]);
  });
});
