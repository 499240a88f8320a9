import { Server } from 'node:net';

import { parseOptions } from '@understudy/core/provider';
import { describe, expect, it, vi } from 'vitest';

import { FakeEngine } from '../fake/fake-engine.ts';
import { fakeOptionsSchema } from '../fake/fake-options-schema.ts';
import { fakeSettingsOf } from '../fake/fake-settings.ts';
import { startAdminServer } from './admin-server.ts';
import type { AdminTarget } from './admin-target.ts';

const nothing = (): void => undefined;

/** An admin API over an engine that nobody can reach otherwise. */
function targetOf(engine: FakeEngine): AdminTarget {
  return {
    url: 'http://127.0.0.1:9',
    dialect: '2captcha',
    listenerState: 'open',
    engine,
    use: (rules) => engine.use(...rules),
    settled: async () => undefined,
    removeLater: nothing,
    advance: nothing,
    restart: (how) => engine.restart(how),
    reset: nothing,
  };
}

const newEngine = (): FakeEngine =>
  new FakeEngine(fakeSettingsOf(parseOptions(fakeOptionsSchema, {}, 'test'), 'test'));

const place = { host: '127.0.0.1', port: 0, token: undefined } as const;

describe('the server of the admin API', () => {
  it('has closed when it says so, readers without end included, however often it is asked', async () => {
    const listen = vi.spyOn(Server.prototype, 'listen');
    const admin = await startAdminServer(targetOf(newEngine()), place);
    const server = listen.mock.contexts.find((context) => context instanceof Server);
    listen.mockRestore();
    const { body } = await fetch(`${admin.url}/__fake/events`);
    const ended = body?.getReader().read();
    ended?.catch(nothing);
    let isClosed = false;
    server?.once('close', () => (isClosed = true));
    await admin.close();
    expect(isClosed).toBe(true);
    await admin.close();
    await expect(fetch(admin.url)).rejects.toThrow('fetch failed');
  });

  it('takes a verdict with as many decisions as it says that it takes', async () => {
    const server = await startAdminServer(targetOf(newEngine()), place);
    const attempts = Array.from({ length: 100_000 }, (_, index) => ({
      taskId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      attemptId: `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`,
      providerId: 'captchaai',
      ticketId: String(70_000_000_000 + index),
      outcome: 'refused',
      reason: 'no slot is free',
      explained: true,
    }));
    const openTicketIds = attempts.map(({ ticketId }) => ticketId);
    const { status } = await fetch(`${server.url}/__fake/journal/verdict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ attempts, openTicketIds }),
    });
    expect(status).toBe(200);
    await server.close();
  });
});
