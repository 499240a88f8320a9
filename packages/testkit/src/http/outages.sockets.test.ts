import http from 'node:http';
import net from 'node:net';

import { scaledClock, VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { codeOf, postTask } from '../__fixtures__/http-client.ts';
import { canHangInConnect } from './connect-hang.ts';
import { startFakeProvider } from './start-fake-provider.ts';

const statusOf = async (task: ReturnType<typeof postTask>): Promise<unknown> =>
  codeOf(task.then(({ status }) => status));

describe('refuse', () => {
  it('refuses connections at once, for as long as the rule stands', async () => {
    await using fake = await startFakeProvider();
    const outage = fake.use({ inject: { kind: 'refuse' } });
    expect(await statusOf(postTask(fake))).toBe('ECONNREFUSED');
    outage.remove();
    await fake.settled();
    expect(await statusOf(postTask(fake))).toBe(200);
    expect(fake.journal.events.filter(({ kind }) => kind === 'listener-changed')).toMatchObject([
      { state: 'refusing', rule: 'rule-1' },
      { state: 'open' },
    ]);
  });

  it('spares no connection that was open before', async () => {
    await using fake = await startFakeProvider();
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    await postTask(fake, agent);
    fake.use({ inject: { kind: 'refuse' } });
    // The first may meet the reset of the old connection, the second can only be refused.
    expect(['ECONNRESET', 'ECONNREFUSED']).toContain(await statusOf(postTask(fake, agent)));
    expect(await statusOf(postTask(fake, agent))).toBe('ECONNREFUSED');
    agent.destroy();
  });

  it('opens and closes with its window on a clock that is moved by hand', async () => {
    const clock = new VirtualClock();
    await using fake = await startFakeProvider({
      clock,
      rules: [{ when: { fromMs: 30_000, untilMs: 90_000 }, inject: { kind: 'refuse' } }],
    });
    const statuses: unknown[] = [];
    for (const atMs of [29_999, 30_000, 89_999, 90_000]) {
      await clock.runUntil(atMs);
      await fake.settled();
      statuses.push(await statusOf(postTask(fake)));
    }
    expect(statuses).toEqual([200, 'ECONNREFUSED', 'ECONNREFUSED', 200]);
  });

  it('opens and closes with its window by itself on a compressed clock', async () => {
    await using fake = await startFakeProvider({
      clock: scaledClock(1_000),
      rules: [{ when: { fromMs: 200_000, untilMs: 400_000 }, inject: { kind: 'refuse' } }],
    });
    const statuses: unknown[] = [];
    while (fake.elapsedMs < 600_000 && statuses.at(-1) !== 'again') {
      const status = await statusOf(postTask(fake));
      const isBack = status === 200 && statuses.includes('ECONNREFUSED');
      statuses.push(isBack ? 'again' : status);
    }
    expect(statuses.at(-1)).toBe('again');
    expect(statuses[0]).toBe(200);
    expect(fake.elapsedMs).toBeGreaterThanOrEqual(400_000);
  });

  it('is in force from the start when an option says so, and survives quick changes of mind', async () => {
    await using fake = await startFakeProvider({ rules: [{ inject: { kind: 'refuse' } }] });
    expect(await statusOf(postTask(fake))).toBe('ECONNREFUSED');
    for (let round = 0; round < 10; round += 1) {
      fake.clearRules();
      // Some of these find the listener on its way up.
      for (let turn = 0; turn < round; turn += 1) await Promise.resolve();
      fake.use({ inject: { kind: 'refuse' } });
    }
    await fake.settled();
    expect(await statusOf(postTask(fake))).toBe('ECONNREFUSED');
    fake.clearRules();
    await fake.settled();
    expect(await statusOf(postTask(fake))).toBe(200);
  });
});

describe.runIf(canHangInConnect)('hang-in-connect', () => {
  it('lets connecting hang while all else goes on, and ends with the rule', async () => {
    await using hung = await startFakeProvider();
    await using well = await startFakeProvider();
    const outage = hung.use({ inject: { kind: 'hang-in-connect' } });
    await hung.settled();
    const port = Number(new URL(hung.url).port);
    const sockets = Array.from({ length: 5 }, () => net.connect(port, '127.0.0.1'));
    const seen: string[] = [];
    for (const socket of sockets) {
      for (const event of ['connect', 'error', 'close']) socket.on(event, () => seen.push(event));
    }
    // Each of these connects, asks and is answered, after those above began to connect.
    for (let round = 0; round < 20; round += 1) expect(await statusOf(postTask(well))).toBe(200);
    expect(seen).toEqual([]);
    expect(sockets.every(({ connecting }) => connecting)).toBe(true);
    for (const socket of sockets) socket.destroy();
    outage.remove();
    await hung.settled();
    expect(await statusOf(postTask(hung))).toBe(200);
    expect(hung.journal.events.filter(({ kind }) => kind === 'warning')).toEqual([]);
  });
});
