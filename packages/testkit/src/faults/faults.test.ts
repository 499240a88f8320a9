import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { exchange, poll, send, submit, turnstile } from '../__fixtures__/drive-in-php.ts';
import { createFakeCore, type FakeProviderCore } from '../fake/create-fake-core.ts';
import type { Fault } from './fault.ts';
import type { Condition } from './condition.ts';

function fakeWith(
  inject: Fault,
  when: Condition = {},
): { readonly clock: VirtualClock; readonly fake: FakeProviderCore } {
  const clock = new VirtualClock();
  const fake = createFakeCore({
    clock,
    seed: 7,
    balance: 1,
    price: 0.25,
    solveTime: { kind: 'constant', ms: 10_000 },
    rules: [{ when, inject }],
  });
  return { clock, fake };
}

const submitOnly: Condition = { endpoint: 'submit' };

describe('a fault', () => {
  it.each([
    [{ kind: 'reset-before-headers' }, 'reset', 0],
    [{ kind: 'reset-after-charge' }, 'reset', 1],
    [{ kind: 'hang-before-headers' }, 'hang', 1],
    [{ kind: 'hang-before-headers', charged: false }, 'hang', 0],
    [{ kind: 'http-status', status: 502 }, '502 Bad Gateway', 0],
    [{ kind: 'http-status', status: 502, charged: true }, '502 Bad Gateway', 1],
    [{ kind: 'html-200' }, '502 Bad Gateway', 0],
    [{ kind: 'html-200', charged: true }, '502 Bad Gateway', 1],
    [{ kind: 'no-slot' }, 'ERROR_NO_SLOT_AVAILABLE', 0],
    [{ kind: 'zero-balance' }, 'ERROR_ZERO_BALANCE', 0],
    [{ kind: 'key-revoked' }, 'ERROR_KEY_DOES_NOT_EXIST', 0],
    [{ kind: 'ip-banned' }, 'IP_BANNED', 0],
    [{ kind: 'pass' }, 'OK|', 1],
  ] satisfies readonly (readonly [Fault, string, number])[])(
    '%o on a submit says %s and charges %i',
    (inject, said, charges) => {
      const { fake } = fakeWith(inject, submitOnly);
      expect(exchange(fake, '/in.php', turnstile())).toContain(said);
      expect(fake.journal.paidCount()).toBe(charges);
      expect(fake.account().balance).toBe(1 - charges * 0.25);
    },
  );

  it('puts the status, the page and Retry-After into the reply', () => {
    const { fake } = fakeWith({ kind: 'http-status', status: 429, retryAfterSeconds: 20 });
    expect(send(fake, '/in.php', turnstile()).delivery).toEqual({
      kind: 'reply',
      afterMs: 0,
      reply: {
        status: 429,
        headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '20' },
        body: '429 Too Many Requests',
      },
    });
  });

  it('never-ready keeps an accepted task at work, and its thread busy, to the end of its lifetime', async () => {
    const { clock, fake } = fakeWith({ kind: 'never-ready' }, submitOnly);
    const id = submit(fake);
    fake.clearRules();
    await clock.advance(14 * 60_000);
    expect(poll(fake, id)).toBe('CAPCHA_NOT_READY');
    expect(fake.account().busyThreads).toBe(1);
    await clock.advance(60_000);
    expect(poll(fake, id)).toBe('ERROR_WRONG_CAPTCHA_ID');
    expect(fake.account().busyThreads).toBe(0);
  });

  it('never-ready withholds a ready answer from polls for as long as the rule stands', async () => {
    const { clock, fake } = fakeWith({ kind: 'pass' });
    const id = submit(fake);
    await clock.advance(10_000);
    const outage = fake.use({ inject: { kind: 'never-ready' } });
    expect(poll(fake, id)).toBe('CAPCHA_NOT_READY');
    outage.remove();
    expect(poll(fake, id)).toMatch(/^OK/);
  });

  it('unsolvable ends a task when it would have been ready, and refunds it', async () => {
    const { clock, fake } = fakeWith({ kind: 'unsolvable' });
    const id = submit(fake);
    expect([poll(fake, id), fake.account().balance]).toEqual(['CAPCHA_NOT_READY', 0.75]);
    await clock.advance(10_000);
    expect([poll(fake, id), fake.account().balance]).toEqual(['ERROR_CAPTCHA_UNSOLVABLE', 1]);
    expect(fake.journal.tasks[0]).toMatchObject({ state: 'unsolvable', isRefunded: true });
  });

  it('unsolvable keeps the money where it is told so', async () => {
    const { clock, fake } = fakeWith({ kind: 'unsolvable', refunded: false });
    const id = submit(fake);
    await clock.advance(10_000);
    expect([poll(fake, id), fake.account().balance]).toEqual(['ERROR_CAPTCHA_UNSOLVABLE', 0.75]);
  });

  it('unsolvable on a poll ends the task there and then, for good', () => {
    const { fake } = fakeWith({ kind: 'unsolvable' }, { endpoint: 'poll', first: 1 });
    const id = submit(fake);
    expect([poll(fake, id), poll(fake, id)]).toEqual([
      'ERROR_CAPTCHA_UNSOLVABLE',
      'ERROR_CAPTCHA_UNSOLVABLE',
    ]);
    expect(fake.account().balance).toBe(1);
  });

  it('slow multiplies the solve time', async () => {
    const { clock, fake } = fakeWith({ kind: 'slow', factor: 3 });
    const id = submit(fake);
    await clock.advance(29_999);
    expect(poll(fake, id)).toBe('CAPCHA_NOT_READY');
    await clock.advance(1);
    expect(poll(fake, id)).toMatch(/^OK/);
  });

  it('delay holds the reply back, not the work', async () => {
    const { clock, fake } = fakeWith({ kind: 'delay', ms: 4_000 }, submitOnly);
    expect(send(fake, '/in.php', turnstile()).delivery).toMatchObject({
      kind: 'reply',
      afterMs: 4_000,
    });
    await clock.advance(10_000);
    expect(fake.journal.tasks[0]?.readyAt).toBe(10_000);
  });

  it('on a poll leaves the task as it is', async () => {
    const { clock, fake } = fakeWith(
      { kind: 'http-status', status: 502 },
      { endpoint: 'poll', first: 3 },
    );
    const id = submit(fake);
    await clock.advance(10_000);
    for (let attempt = 0; attempt < 3; attempt += 1) expect(poll(fake, id)).toContain('502');
    expect(poll(fake, id)).toMatch(/^OK/);
    expect(fake.journal.tasks[0]?.polls).toBe(4);
  });

  it('ends with its window on the clock of the fake', async () => {
    const { clock, fake } = fakeWith(
      { kind: 'http-status', status: 503 },
      { fromMs: 30_000, untilMs: 90_000 },
    );
    const answers: string[] = [];
    for (let minute = 0; minute < 4; minute += 1) {
      answers.push(exchange(fake, '/in.php', turnstile(String(minute))).slice(0, 3));
      await clock.advance(30_000);
    }
    expect(answers).toEqual(['OK|', '<ht', '<ht', 'OK|']);
  });
});
