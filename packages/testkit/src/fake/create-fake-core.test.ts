import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { exchange, poll, send, submit, textOf, turnstile } from '../__fixtures__/drive-in-php.ts';
import { createFakeCore, type FakeProviderCore } from './create-fake-core.ts';
import type { FakeOptions } from './fake-options.ts';

function startFake(options: FakeOptions = {}): {
  readonly clock: VirtualClock;
  readonly fake: FakeProviderCore;
} {
  const clock = new VirtualClock();
  const fake = createFakeCore({
    clock,
    seed: 7,
    solveTime: { kind: 'constant', ms: 10_000 },
    ...options,
  });
  return { clock, fake };
}

describe('createFakeCore', () => {
  it('answers a task when its solve time has passed, and not before', async () => {
    const { clock, fake } = startFake();
    const id = submit(fake);
    await clock.advance(9_999);
    expect(poll(fake, id)).toBe('CAPCHA_NOT_READY');
    await clock.advance(1);
    expect(poll(fake, id)).toMatch(/^OK\|0\./);
  });

  it('gives the same answer again until the lifetime has passed', async () => {
    const { clock, fake } = startFake({ retention: { fromAcceptedMs: 60_000 } });
    const id = submit(fake);
    await clock.advance(10_000);
    const answer = poll(fake, id);
    await clock.advance(49_999);
    expect(poll(fake, id)).toBe(answer);
    await clock.advance(1);
    expect(poll(fake, id)).toBe('ERROR_WRONG_CAPTCHA_ID');
  });

  it('forgets sooner after the answer where it is told so', async () => {
    const { clock, fake } = startFake({ retention: { afterSolvedMs: 5_000 } });
    const id = submit(fake);
    await clock.advance(14_999);
    expect(poll(fake, id)).toMatch(/^OK/);
    await clock.advance(1);
    expect(poll(fake, id)).toBe('ERROR_WRONG_CAPTCHA_ID');
  });

  it('gives every task its own answer, which names the task', async () => {
    const { clock, fake } = startFake();
    const ids = Array.from({ length: 50 }, () => submit(fake));
    await clock.advance(10_000);
    const answers = ids.map((id) => poll(fake, id).slice(3));
    expect(answers.map((answer) => fake.journal.taskIdOfAnswer(answer))).toEqual(ids);
  });

  it('charges the price of the type when it accepts, and refuses what cannot be paid', () => {
    const { fake } = startFake({ balance: 0.005, price: { turnstile: 0.002, default: 0.001 } });
    submit(fake);
    submit(fake);
    expect(fake.account().balance).toBe(0.001);
    expect(exchange(fake, '/in.php', turnstile())).toBe('ERROR_ZERO_BALANCE');
    submit(fake, { method: 'userrecaptcha', googlekey: '6Le', pageurl: 'https://shop.example' });
    expect(fake.account().balance).toBe(0);
    expect(fake.journal.paidCount()).toBe(3);
    expect(fake.journal.paidCount({ taskType: 'turnstile' })).toBe(2);
    expect(fake.journal.spent).toBe(0.005);
  });

  it('frees a thread when its task ends, whether or not anybody asks', async () => {
    const { clock, fake } = startFake({ dialect: 'captchaai', threads: 2 });
    submit(fake);
    submit(fake);
    expect(exchange(fake, '/in.php', turnstile())).toBe('ERROR_ZERO_BALANCE');
    expect(exchange(fake, '/res.php', { action: 'threadsinfo' })).toBe(
      '{"threads":2,"working_threads":2}',
    );
    await clock.advance(10_000);
    expect(exchange(fake, '/res.php', { action: 'threadsinfo' })).toBe(
      '{"threads":2,"working_threads":0}',
    );
    submit(fake);
  });

  it('keeps the tasks and threads of two accounts apart', () => {
    const lead = 'a'.repeat(32);
    const backup = 'b'.repeat(32);
    const { fake } = startFake({ accounts: [{ apiKey: lead, threads: 1 }, { apiKey: backup }] });
    const id = submit(fake);
    expect(exchange(fake, '/in.php', turnstile())).toBe('ERROR_NO_SLOT_AVAILABLE');
    submit(fake, { ...turnstile(), key: backup });
    expect(exchange(fake, '/res.php', { key: backup, action: 'get', id })).toBe(
      'ERROR_WRONG_CAPTCHA_ID',
    );
    expect(poll(fake, id)).toBe('CAPCHA_NOT_READY');
  });

  it('obeys the hand on an account', () => {
    const { fake } = startFake();
    const account = fake.account();
    const first = fake.apiKey;
    account.setBalance(0);
    expect(exchange(fake, '/in.php', turnstile())).toBe('ERROR_ZERO_BALANCE');
    account.setBalance(1);
    account.setThreads(0);
    expect(exchange(fake, '/in.php', turnstile())).toBe('ERROR_NO_SLOT_AVAILABLE');
    account.setThreads(5);
    account.revoke();
    expect(exchange(fake, '/in.php', turnstile())).toBe('ERROR_KEY_DOES_NOT_EXIST');
    account.restore();
    const id = submit(fake);
    const second = account.rotateKey();
    expect(fake.apiKey).toBe(second);
    expect(exchange(fake, '/in.php', { ...turnstile(), key: first })).toBe(
      'ERROR_KEY_DOES_NOT_EXIST',
    );
    expect(poll(fake, id)).toBe('CAPCHA_NOT_READY');
    expect(() => fake.account(first)).toThrow(RangeError);
  });

  it('refunds a rejected answer once', async () => {
    const { clock, fake } = startFake({ balance: 1, price: 0.25 });
    const id = submit(fake);
    expect(exchange(fake, '/res.php', { action: 'reportbad', id })).toBe('REPORT_NOT_RECORDED');
    await clock.advance(10_000);
    expect(exchange(fake, '/res.php', { action: 'reportbad', id })).toBe('OK_REPORT_RECORDED');
    expect(exchange(fake, '/res.php', { action: 'reportbad', id })).toBe('ERROR_DUPLICATE_REPORT');
    expect(fake.account().balance).toBe(1);
    expect(fake.journal.tasks[0]).toMatchObject({ isRefunded: true, judgement: 'rejected' });
  });

  it('pays a task back once, however many reasons there are', async () => {
    const { clock, fake } = startFake({ balance: 1, price: 0.25 });
    const id = submit(fake);
    await clock.advance(10_000);
    exchange(fake, '/res.php', { action: 'reportbad', id });
    fake.use({ when: { endpoint: 'poll' }, inject: { kind: 'unsolvable' } });
    expect(poll(fake, id)).toBe('ERROR_CAPTCHA_UNSOLVABLE');
    expect(fake.account().balance).toBe(1);
  });

  it('takes no report on a task whose lifetime has passed', async () => {
    const { clock, fake } = startFake({ retention: { fromAcceptedMs: 60_000 } });
    const id = submit(fake);
    await clock.advance(60_000);
    const report = { action: 'reportbad', id };
    expect(exchange(fake, '/res.php', report)).toBe('ERROR_WRONG_CAPTCHA_ID');
  });

  it('does not take an answer that was sent for one that was delivered', async () => {
    const { clock, fake } = startFake();
    const id = submit(fake);
    await clock.advance(10_000);
    const broken = send(fake, '/res.php', { action: 'get', id });
    expect(textOf(broken)).toMatch(/^OK/);
    broken.lost();
    expect(fake.journal.tasks[0]?.deliveredAt).toBeUndefined();
    await clock.advance(500);
    poll(fake, id);
    expect(fake.journal.tasks[0]).toMatchObject({ readyAt: 10_000, deliveredAt: 10_500, polls: 2 });
  });

  it('says in the journal what is ready now, even if nobody asked since', async () => {
    const { clock, fake } = startFake();
    submit(fake);
    await clock.advance(60_000);
    expect(fake.journal.events.at(-1)).toMatchObject({ kind: 'answer-ready', atMs: 10_000 });
  });

  it('writes no key and no answer into the journal', async () => {
    const { clock, fake } = startFake();
    const id = submit(fake);
    await clock.advance(10_000);
    const answer = poll(fake, id).slice(3);
    fake.handle({ method: 'GET', url: `/res.php?key=${fake.apiKey}&action=getbalance` }).flushed();
    const written = JSON.stringify([
      fake.journal.events,
      fake.journal.tasks,
      fake.journal.keyInUrls(),
    ]);
    expect(written).not.toContain(fake.apiKey);
    expect(written).not.toContain(answer);
  });
});
