import { scaledClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { receiveCallbacks } from '../__fixtures__/callback-receiver.ts';
import { turnstile } from '../__fixtures__/drive-in-php.ts';
import { type HttpReply, post, postPoll } from '../__fixtures__/http-client.ts';
import type { JournalEvent } from '../journal/journal-event.ts';
import type { FakeProvider } from './fake-provider.ts';
import { startFakeProvider } from './start-fake-provider.ts';

const solveTime = { kind: 'constant', ms: 50 } as const;

const postWithHook = async (fake: FakeProvider, pingback: string): Promise<HttpReply> =>
  post({ fake, path: '/in.php', fields: { ...turnstile(), pingback } });

const callbackEvents = (fake: FakeProvider): readonly JournalEvent[] =>
  fake.journal.events.filter(({ kind }) => kind.startsWith('callback-'));

/** Resolves when the journal has that many events of callbacks; each look is a turn of real loopback traffic. */
async function journalled(fake: FakeProvider, count: number): Promise<readonly string[]> {
  while (callbackEvents(fake).length < count) await postPoll(fake, '12345');
  return callbackEvents(fake).map(({ kind }) => kind);
}

describe('the callbacks of a fake', () => {
  it('reach a receiver on loopback when the task is ready, and are told from those acknowledged', async () => {
    await using receiver = await receiveCallbacks();
    await using fake = await startFakeProvider({ seed: 7, solveTime });
    const { body } = await postWithHook(fake, receiver.url);
    await receiver.arrived(1);
    const [callback] = receiver.received;
    expect(callback).toMatchObject({ method: 'POST', url: '/hook/s3cret' });
    const form = new URLSearchParams(callback?.body);
    expect(form.get('id')).toBe(body.slice(3));
    expect(fake.journal.taskIdOfAnswer(form.get('code') ?? '')).toBe(body.slice(3));
    expect(await journalled(fake, 2)).toEqual(['callback-sent', 'callback-acknowledged']);
    expect(fake.journal.tasks[0]?.deliveredAt).toBeGreaterThanOrEqual(50);
  });

  it('are a GET where CaptchaAI sends them', async () => {
    await using receiver = await receiveCallbacks();
    await using fake = await startFakeProvider({ dialect: 'captchaai', solveTime });
    const { body } = await postWithHook(fake, receiver.url);
    await receiver.arrived(1);
    expect(receiver.received[0]).toMatchObject({
      method: 'GET',
      url: expect.stringContaining(`/hook/s3cret?id=${body.slice(3)}&code=0.`),
      body: '',
    });
  });

  it('arrive before the reply to the submit where a rule says so', async () => {
    const order: string[] = [];
    await using receiver = await receiveCallbacks((response) => {
      order.push('callback');
      response.end();
    });
    await using fake = await startFakeProvider({ rules: [{ inject: { kind: 'callback-early' } }] });
    await postWithHook(fake, receiver.url);
    order.push('reply');
    expect(order).toEqual(['callback', 'reply']);
  });

  it('hold the reply to the submit up for one try only', async () => {
    await using receiver = await receiveCallbacks((response) => response.writeHead(503).end());
    const rules = [{ inject: { kind: 'callback-early' } }] as const;
    const callbacks = { tries: 2, retryAfterMs: 3_600_000 };
    await using fake = await startFakeProvider({ rules, callbacks });
    expect((await postWithHook(fake, receiver.url)).body).toMatch(/^OK/);
    expect(receiver.received).toHaveLength(1);
  });

  it('are sent again until somebody says 2xx, as often as the option allows', async () => {
    await using receiver = await receiveCallbacks((response, nth) => {
      response.writeHead(nth < 3 ? 503 : 204).end();
    });
    const callbacks = { tries: 5, retryAfterMs: 10 };
    await using fake = await startFakeProvider({ solveTime, callbacks });
    await postWithHook(fake, receiver.url);
    expect(await journalled(fake, 6)).toEqual([
      'callback-sent',
      'callback-failed',
      'callback-sent',
      'callback-failed',
      'callback-sent',
      'callback-acknowledged',
    ]);
    expect(receiver.received).toHaveLength(3);
  });

  it('are given up after one try by default, and wait for a slow receiver at any speed', async () => {
    let refuse = (): void => undefined;
    await using receiver = await receiveCallbacks((response) => {
      refuse = () => void response.writeHead(503).end();
    });
    await using fake = await startFakeProvider({ solveTime, clock: scaledClock(10_000) });
    await postWithHook(fake, receiver.url);
    await receiver.arrived(1);
    const arrivedAt = fake.elapsedMs;
    while (fake.elapsedMs < arrivedAt + 60_000) await postPoll(fake, '12345');
    refuse();
    expect(await journalled(fake, 2)).toEqual(['callback-sent', 'callback-failed']);
    expect(callbackEvents(fake)[1]).toMatchObject({ why: 'status' });
    expect(receiver.received).toHaveLength(1);
  });

  it('read no reply without end, and follow none elsewhere', async () => {
    await using elsewhere = await receiveCallbacks();
    await using receiver = await receiveCallbacks((response, nth) => {
      if (nth === 1) response.end('x'.repeat(1_000_000));
      else response.writeHead(307, { location: elsewhere.url }).end();
    });
    const callbacks = { tries: 2, retryAfterMs: 1 };
    await using fake = await startFakeProvider({ solveTime, callbacks });
    await postWithHook(fake, receiver.url);
    await journalled(fake, 4);
    expect(callbackEvents(fake).filter(({ kind }) => kind === 'callback-failed')).toMatchObject([
      { why: 'status' },
      { why: 'status' },
    ]);
    expect(elsewhere.received).toEqual([]);
    for (let look = 0; look < 20; look += 1) await postPoll(fake, '12345');
    expect(callbackEvents(fake)).toHaveLength(4);
  });

  it('survive that nobody listens', async () => {
    await using fake = await startFakeProvider({ solveTime });
    const gone = await receiveCallbacks();
    await gone[Symbol.asyncDispose]();
    await postWithHook(fake, gone.url);
    await journalled(fake, 2);
    expect(callbackEvents(fake)[1]).toMatchObject({ kind: 'callback-failed', why: 'network' });
  });

  it('come as a storm', async () => {
    await using receiver = await receiveCallbacks();
    const rules = [{ inject: { kind: 'callback-storm', count: 50 } }] as const;
    await using fake = await startFakeProvider({ solveTime, rules });
    await postWithHook(fake, receiver.url);
    await receiver.arrived(50);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  });

  it('end with the fake, those under way and those to come', async () => {
    await using receiver = await receiveCallbacks(() => undefined);
    const rules = [
      { when: { first: 1 }, inject: { kind: 'callback-late', ms: 3_600_000 } },
    ] as const;
    const callbacks = { tries: 10, retryAfterMs: 3_600_000 };
    const fake = await startFakeProvider({ solveTime, rules, callbacks });
    await postWithHook(fake, receiver.url);
    await postWithHook(fake, receiver.url);
    await receiver.arrived(1);
    const begun = performance.now();
    await fake.close();
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(receiver.received).toHaveLength(1);
  });
});
