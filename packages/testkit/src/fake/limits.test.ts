import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { exchange, poll, send, submit, turnstile } from '../__fixtures__/drive-in-php.ts';
import { createFakeCore, type FakeProviderCore } from './create-fake-core.ts';
import type { FakeOptions } from './fake-options.ts';

function startFake(options: FakeOptions): {
  readonly clock: VirtualClock;
  readonly fake: FakeProviderCore;
} {
  const clock = new VirtualClock();
  const solveTime = { kind: 'constant', ms: 10_000 } as const;
  return { clock, fake: createFakeCore({ clock, seed: 7, solveTime, ...options }) };
}

describe('the option capacity', () => {
  it('makes tasks wait for a worker, and says no slot when the queue is full', async () => {
    const { clock, fake } = startFake({ capacity: { workers: 1, queue: 1 } });
    const [first, second] = [submit(fake), submit(fake)];
    expect(exchange(fake, '/in.php', turnstile())).toBe('ERROR_NO_SLOT_AVAILABLE');
    await clock.advance(10_000);
    expect([poll(fake, first).slice(0, 3), poll(fake, second)]).toEqual([
      'OK|',
      'CAPCHA_NOT_READY',
    ]);
    await clock.advance(10_000);
    expect(poll(fake, second)).toMatch(/^OK/);
  });
});

describe('the option rateLimit', () => {
  it('says 429 with Retry-After to those who are too fast, until the bucket has filled', async () => {
    const { clock, fake } = startFake({ rateLimit: { perSecond: 0.5, burst: 2 } });
    submit(fake);
    submit(fake);
    expect(send(fake, '/in.php', turnstile()).delivery).toMatchObject({
      reply: { status: 429, headers: { 'retry-after': '2' } },
    });
    expect(fake.journal.paidCount()).toBe(2);
    await clock.advance(2_000);
    submit(fake);
  });

  it("says it in the dialect's word where it is told so", () => {
    const { fake } = startFake({ rateLimit: { perSecond: 1, says: 'word' } });
    submit(fake);
    expect(exchange(fake, '/in.php', turnstile())).toBe('MAX_USER_TURN');
  });
});

describe('the option pollPenalty', () => {
  it('bans an account that polls too soon, until the ban is over', async () => {
    const { clock, fake } = startFake({
      pollPenalty: { floorMs: 5_000, strikes: 2, banMs: 60_000 },
    });
    const id = submit(fake);
    await clock.advance(5_000);
    expect(poll(fake, id)).toBe('CAPCHA_NOT_READY');
    expect(poll(fake, id)).toBe('CAPCHA_NOT_READY');
    expect(poll(fake, id)).toBe('ERROR: 1005');
    expect(exchange(fake, '/in.php', turnstile())).toBe('ERROR: 1005');
    await clock.advance(60_000);
    expect(poll(fake, id)).toMatch(/^OK/);
  });

  it('counts the polls of a task', async () => {
    const { clock, fake } = startFake({ pollPenalty: { maxPolls: 2 } });
    const id = submit(fake);
    const answers = [];
    for (let count = 0; count < 3; count += 1) {
      await clock.advance(1_000);
      answers.push(poll(fake, id));
    }
    expect(answers).toEqual(['CAPCHA_NOT_READY', 'CAPCHA_NOT_READY', 'ERROR: 1005']);
  });
});

describe('the option coldStartMs', () => {
  it('holds replies back until the service is up, and again after a restart', async () => {
    const { clock, fake } = startFake({ coldStartMs: 4_000 });
    const waitMs = (): unknown => Object(send(fake, '/in.php', turnstile()).delivery).afterMs;
    await clock.advance(1_000);
    expect(waitMs()).toBe(3_000);
    await clock.advance(9_000);
    expect(waitMs()).toBe(0);
    fake.restart({ keeps: 'all' });
    expect(waitMs()).toBe(4_000);
  });
});

describe('restart', () => {
  it.each([
    ['all', 'CAPCHA_NOT_READY', 99],
    ['paid', 'ERROR_WRONG_CAPTCHA_ID', 99],
    ['nothing', 'ERROR_WRONG_CAPTCHA_ID', 100],
  ] as const)('that keeps %s leaves a task as %s and a balance of %d', (keeps, said, balance) => {
    const { fake } = startFake({ price: 1 });
    const id = submit(fake);
    fake.restart({ keeps });
    expect(poll(fake, id)).toBe(said);
    expect(fake.account().balance).toBe(balance);
    expect(fake.journal.events).toContainEqual(
      expect.objectContaining({ kind: 'restarted', keeps }),
    );
  });

  it('that keeps some forgets half of the tasks, whatever their order, and none of what they cost', () => {
    const pages = Array.from({ length: 40 }, (_, index) => `page-${index}`);
    const saidOf = (order: readonly string[]): ReadonlyMap<string, string> => {
      const { fake } = startFake({ price: 1 });
      const ids = new Map(order.map((page) => [page, submit(fake, turnstile(page))]));
      fake.restart({ keeps: 'some' });
      expect(fake.account().balance).toBe(60);
      return new Map(pages.map((page) => [page, poll(fake, ids.get(page) ?? '')]));
    };
    const said = saidOf(pages);
    const kept = [...said.values()].filter((text) => text === 'CAPCHA_NOT_READY').length;
    expect(kept).toBeGreaterThan(10);
    expect(kept).toBeLessThan(30);
    expect(new Set(said.values())).toEqual(new Set(['CAPCHA_NOT_READY', 'ERROR_WRONG_CAPTCHA_ID']));
    expect(saidOf(pages.toReversed())).toEqual(said);
  });

  it('that keeps some draws anew each time, so that nothing outlives them all', () => {
    const { fake } = startFake({ seed: 'again' });
    const ids = Array.from({ length: 20 }, (_, index) => submit(fake, turnstile(`page-${index}`)));
    for (let count = 0; count < 12; count += 1) fake.restart({ keeps: 'some' });
    expect(new Set(ids.map((id) => poll(fake, id)))).toEqual(new Set(['ERROR_WRONG_CAPTCHA_ID']));
  });

  it('that keeps some leaves the workers to the tasks that are left', () => {
    const { fake } = startFake({ capacity: { workers: 40, full: 'no-slot' } });
    for (let count = 0; count < 40; count += 1) submit(fake, turnstile(`page-${count}`));
    fake.restart({ keeps: 'some' });
    const { busyThreads } = fake.account();
    for (let count = busyThreads; count < 40; count += 1) submit(fake);
    expect(exchange(fake, '/in.php', turnstile())).toBe('ERROR_NO_SLOT_AVAILABLE');
  });

  it('strikes by a rule too', async () => {
    const rule = {
      when: { fromMs: 1_000, first: 1 },
      inject: { kind: 'restart', keeps: 'some' },
    } as const;
    const { clock, fake } = startFake({ price: 1, rules: [rule] });
    const ids = Array.from({ length: 20 }, (_, index) => submit(fake, turnstile(`page-${index}`)));
    await clock.advance(1_000);
    expect(new Set(ids.map((id) => poll(fake, id))).size).toBe(2);
    expect(fake.account().balance).toBe(80);
  });

  it('frees the threads and the workers of what it forgets', () => {
    const { fake } = startFake({ threads: 1, capacity: { workers: 1, full: 'no-slot' } });
    submit(fake);
    fake.restart();
    submit(fake);
    expect(fake.account().busyThreads).toBe(1);
  });
});
