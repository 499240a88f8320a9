import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { exchange, poll, submit, turnstile } from '../__fixtures__/drive-in-php.ts';
import type { OutgoingCallback } from '../dialects/callback-request.ts';
import { createFakeCore, type FakeProviderCore } from '../fake/create-fake-core.ts';
import { FakeEngine } from '../fake/fake-engine.ts';
import type { FakeOptions } from '../fake/fake-options.ts';
import { fakeSettingsOf } from '../fake/fake-settings.ts';
import type { Fault } from '../faults/fault.ts';
import { callbackTargetOf } from './callback-target.ts';

const hook = 'http://127.0.0.1:4000/hook?attempt=a1';

function startFake(options: FakeOptions = {}): {
  readonly clock: VirtualClock;
  readonly fake: FakeProviderCore;
} {
  const clock = new VirtualClock();
  const solveTime = { kind: 'constant', ms: 10_000 } as const;
  return { clock, fake: createFakeCore({ clock, seed: 7, solveTime, ...options }) };
}

const submitWithHook = (fake: FakeProviderCore, pingback = hook): string =>
  submit(fake, { ...turnstile(), pingback });

const formOf = ({ body }: OutgoingCallback): object =>
  Object.fromEntries(new URLSearchParams(body).entries());

/** The id and code of every callback until the end of the task's life, with the second in which it came. */
async function callbacksUnder(inject: Fault) {
  const { clock, fake } = startFake({ rules: [{ when: { endpoint: 'callback' }, inject }] });
  const id = submitWithHook(fake);
  const seen: { readonly second: number; readonly id: string; readonly code: string }[] = [];
  for (let second = 0; second <= 60; second += 1) {
    for (const callback of fake.takeCallbacks()) {
      const form = new URLSearchParams(callback.body);
      seen.push({ second, id: form.get('id') ?? '', code: form.get('code') ?? '' });
    }
    await clock.advance(1_000);
  }
  const owners = seen.map(({ code }) => fake.journal.taskIdOfAnswer(code));
  return { fake, id, seen, owners, seconds: seen.map(({ second }) => second) };
}

describe('a callback', () => {
  it('that says unsolvable and was taken leaves nothing owed: an equal task is not paid twice', async () => {
    const { clock, fake } = startFake({ rules: [{ inject: { kind: 'unsolvable' } }] });
    submitWithHook(fake);
    await clock.advance(10_000);
    expect(fake.takeCallbacks()).toHaveLength(1);
    expect(fake.journal.tasks).toMatchObject([{ failureAcknowledgedAt: 10_000 }]);
    submitWithHook(fake);
    expect(fake.journal.noDoublePayment()).toMatchObject({ isClean: true });
  });

  it('is a POSTed form of id and code at 2captcha, once the answer is there', async () => {
    const { clock, fake } = startFake();
    const id = submitWithHook(fake);
    await clock.advance(9_999);
    expect(fake.takeCallbacks()).toEqual([]);
    await clock.advance(1);
    const [callback, ...others] = fake.takeCallbacks();
    expect(others).toEqual([]);
    expect(callback).toMatchObject({
      method: 'POST',
      url: hook,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(callback && formOf(callback)).toEqual({ id, code: poll(fake, id).slice(3) });
    expect(fake.takeCallbacks()).toEqual([]);
  });

  it('is a GET with id and code beside the own query at CaptchaAI', async () => {
    const { clock, fake } = startFake({ dialect: 'captchaai' });
    const id = submitWithHook(fake);
    await clock.advance(10_000);
    const [callback] = fake.takeCallbacks();
    expect(callback).toMatchObject({ method: 'GET', body: '' });
    const query = new URL(callback?.url ?? '').searchParams;
    expect(Object.fromEntries(query)).toEqual({
      attempt: 'a1',
      id,
      code: poll(fake, id).slice(3),
    });
  });

  it('is what getTaskResult says, as JSON with the id, at createTask', async () => {
    const { clock, fake } = startFake({ dialect: 'createTask', ids: 'integer' });
    const say = (url: string, fields: object): string => {
      const body = JSON.stringify({ clientKey: fake.apiKey, ...fields });
      return Object(fake.handle({ method: 'POST', url, body }).delivery).reply.body;
    };
    const task = { type: 'TurnstileTask', websiteURL: 'https://shop.example', websiteKey: '0x4' };
    const { taskId } = JSON.parse(say('/createTask', { task, callbackUrl: hook }));
    await clock.advance(10_000);
    const [callback] = fake.takeCallbacks();
    expect(callback).toMatchObject({ method: 'POST', url: hook });
    const result: object = JSON.parse(say('/getTaskResult', { taskId }));
    expect(JSON.parse(callback?.body ?? '')).toEqual({ taskId, ...result });
  });

  it('tells of a task that nobody could solve by its code', async () => {
    const { clock, fake } = startFake({ rules: [{ inject: { kind: 'unsolvable' } }] });
    const id = submitWithHook(fake);
    await clock.advance(10_000);
    const [callback] = fake.takeCallbacks();
    expect(callback && formOf(callback)).toEqual({ id, code: 'ERROR_CAPTCHA_UNSOLVABLE' });
  });

  it('does not come of a task that stays at work for ever', async () => {
    const clock = new VirtualClock();
    const solveTime = { kind: 'constant', ms: 10_000 } as const;
    const engine = new FakeEngine(fakeSettingsOf({ clock, seed: 7, solveTime }, 'a test'));
    const fields = { ...turnstile(), key: engine.apiKey, pingback: hook };
    engine.handle({ method: 'POST', url: `/in.php?${new URLSearchParams(fields).toString()}` });
    const [task] = engine.journal.tasks;
    expect(engine.endTask(task?.id ?? '', 'lose')).toBe(true);
    await clock.advance(20_000);
    expect(engine.takeCallbacks()).toEqual([]);
  });

  it('comes though the reply to the submit was lost', async () => {
    const { clock, fake } = startFake({ rules: [{ inject: { kind: 'reset-after-charge' } }] });
    expect(exchange(fake, '/in.php', { ...turnstile(), pingback: hook })).toBe('reset');
    await clock.advance(10_000);
    expect(fake.takeCallbacks()).toHaveLength(1);
  });

  it('delivers the answer, without making the confirming poll one too many', async () => {
    const { clock, fake } = startFake();
    const id = submitWithHook(fake);
    await clock.advance(10_000);
    expect(fake.journal.nothingLost().isClean).toBe(false);
    fake.takeCallbacks();
    expect(fake.journal.nothingLost().isClean).toBe(true);
    expect(fake.journal.tasks[0]).toMatchObject({ id, deliveredAt: 10_000 });
    poll(fake, id);
    expect(fake.journal.pollsAfterFinal().isClean).toBe(true);
    const kinds = fake.journal.events.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('callback-'))).toEqual([
      'callback-sent',
      'callback-acknowledged',
    ]);
    expect(JSON.stringify(fake.journal.events)).not.toContain('hook');
  });

  it.each([
    ['not-loopback', 'http://203.0.113.5/hook'],
    ['not-loopback', 'https://127.0.0.1/hook'],
    ['not-loopback', 'https://shop.example/hook'],
    ['not-loopback', 'http://127.0.0.1.shop.example/hook'],
    ['not-a-url', 'nonsense'],
  ])('is refused (%s) to %s, and the task is solved all the same', async (why, pingback) => {
    const { clock, fake } = startFake();
    const id = submitWithHook(fake, pingback);
    await clock.advance(10_000);
    expect(fake.takeCallbacks()).toEqual([]);
    expect(fake.journal.events).toContainEqual(
      expect.objectContaining({ kind: 'callback-refused', taskId: id, why }),
    );
    expect(poll(fake, id)).toMatch(/^OK/);
  });
});

describe('callbackTargetOf', () => {
  it.each(['http://127.0.0.1/x', 'http://127.9.9.9:80', 'http://localhost:1/', 'http://[::1]:5/'])(
    'allows %s',
    (url) => expect(callbackTargetOf(url)).toBe('allowed'),
  );

  it('refuses what is too long', () => {
    expect(callbackTargetOf(`http://127.0.0.1/${'x'.repeat(2_000)}`)).toBe('not-a-url');
  });
});

describe('the faults of callbacks', () => {
  it('leave them out', async () => {
    expect((await callbacksUnder({ kind: 'callback-never' })).seen).toEqual([]);
  });

  it('send them twice', async () => {
    const { id, owners, seconds } = await callbacksUnder({ kind: 'callback-twice' });
    expect([owners, seconds]).toEqual([
      [id, id],
      [10, 10],
    ]);
  });

  it('send them late', async () => {
    const { owners, seconds, id } = await callbacksUnder({ kind: 'callback-late', ms: 25_000 });
    expect([owners, seconds]).toEqual([[id], [35]]);
  });

  it('send them before the reply to the submit', () => {
    const rules = [{ inject: { kind: 'callback-early' } }] as const;
    const { fake } = startFake({ rules });
    const id = submitWithHook(fake);
    const [callback] = fake.takeCallbacks();
    expect(callback && formOf(callback)).toEqual({ id, code: poll(fake, id).slice(3) });
  });

  it.each([
    ['an unknown id', undefined, /^8\d{11}$/],
    ['a given id', '12345', /^12345$/],
    ['its own id', 'own', /^7\d{11}$/],
  ])('forge one for %s before the true one', async (_whose, forgedId, pattern) => {
    const { id, seen, owners, seconds } = await callbacksUnder({
      kind: 'callback-spoofed',
      id: forgedId,
    });
    expect(seconds).toEqual([5, 10]);
    expect(owners).toEqual([undefined, id]);
    expect(seen[0]?.id).toMatch(pattern);
  });

  it('claim an error though the answer is there', async () => {
    const { seen, fake, id } = await callbacksUnder({ kind: 'callback-error-code' });
    expect(seen).toEqual([{ second: 10, id, code: 'ERROR_CAPTCHA_UNSOLVABLE' }]);
    expect(poll(fake, id)).toMatch(/^OK/);
  });

  it('send a storm of them', async () => {
    const { owners, id } = await callbacksUnder({ kind: 'callback-storm', count: 50 });
    expect(owners).toEqual(Array.from({ length: 50 }, () => id));
  });

  it('strike no request, whatever endpoint their rule names, and count no task without a callback', () => {
    const inject = { kind: 'callback-never' } as const;
    const { fake } = startFake({ rules: [{ when: { endpoint: 'any', first: 1 }, inject }] });
    submit(fake);
    poll(fake, '12345');
    expect(fake.journal.events.filter(({ kind }) => kind === 'rule-applied')).toEqual([]);
    submitWithHook(fake);
    expect(fake.journal.events).toContainEqual(
      expect.objectContaining({ kind: 'rule-applied', fault: 'callback-never' }),
    );
  });

  it('are refused where they would strike nothing', () => {
    const { fake } = startFake();
    const storm = { kind: 'callback-storm', count: 2 } as const;
    expect(() => fake.use({ when: { endpoint: 'poll' }, inject: storm })).toThrow(
      /"callback-storm" strikes callbacks only/,
    );
    expect(() => fake.use({ when: { endpoint: 'callback' }, inject: { kind: 'no-slot' } })).toThrow(
      /"no-slot" strikes requests only/,
    );
    expect(() => fake.use({ inject: { kind: 'callback-storm', count: 51 } })).toThrow(/50/);
  });

  it('are shielded by a pass that names callbacks', async () => {
    const { clock, fake } = startFake({ rules: [{ inject: { kind: 'callback-never' } }] });
    fake.use({ when: { endpoint: 'callback' }, inject: { kind: 'pass' } });
    submitWithHook(fake);
    await clock.advance(10_000);
    expect(fake.takeCallbacks()).toHaveLength(1);
  });
});
