import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { exchange, poll, submit, turnstile } from '../__fixtures__/drive-in-php.ts';
import { createFakeCore, type FakeProviderCore } from '../fake/create-fake-core.ts';
import { assertClean } from './assert-clean.ts';

function startFake(): { readonly clock: VirtualClock; readonly fake: FakeProviderCore } {
  const clock = new VirtualClock();
  return {
    clock,
    fake: createFakeCore({ clock, seed: 'b7', solveTime: { kind: 'constant', ms: 5_000 } }),
  };
}

describe('Journal', () => {
  it('tells the story of a lost reply: request, rule, acceptance, charge, loss', () => {
    const { fake } = startFake();
    fake.use({
      when: { endpoint: 'submit' },
      inject: { kind: 'reset-after-charge' },
      label: 'brownout',
    });
    exchange(fake, '/in.php', turnstile());
    expect(fake.journal.events.map(({ kind }) => kind)).toEqual([
      'request',
      'rule-applied',
      'task-accepted',
      'charge',
      'reply-lost',
    ]);
    expect(fake.journal.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(fake.journal.submits).toHaveLength(1);
  });

  it('finds keys in URLs, plain and encoded, retired ones too, and none in bodies', () => {
    const { fake } = startFake();
    const retired = fake.apiKey;
    fake.account().rotateKey('my secret/key');
    submit(fake);
    expect(fake.journal.keyInUrls().isClean).toBe(true);
    for (const key of [retired, 'my%20secret%2Fkey']) {
      fake.handle({ method: 'GET', url: `/res.php?action=getbalance&key=${key}` });
    }
    const verdict = fake.journal.keyInUrls();
    expect(verdict.summary).toBe('2 requests with a key in their URL');
    expect(JSON.stringify(verdict)).not.toMatch(/secret/);
  });

  it('finds polls that came after the final word, and only those', async () => {
    const { clock, fake } = startFake();
    const id = submit(fake);
    poll(fake, id);
    await clock.advance(5_000);
    poll(fake, id);
    expect(fake.journal.pollsAfterFinal().isClean).toBe(true);
    poll(fake, id);
    expect(fake.journal.pollsAfterFinal().findings).toMatchObject([
      { kind: 'poll-after-final', taskIds: [id], why: '1 of 3 polls came after the final word' },
    ]);
  });
});

describe('assertClean', () => {
  it('passes a clean verdict', () => {
    const { fake } = startFake();
    submit(fake);
    expect(() => assertClean(fake.journal.noDoublePayment())).not.toThrow();
  });

  it('throws a report with the reason, the story of both tasks, and the seed', () => {
    const { fake } = startFake();
    const brownout = {
      inject: { kind: 'reset-after-charge' },
      when: { first: 1, probability: 1 },
      label: 'brownout',
    } as const;
    fake.use(brownout);
    exchange(fake, '/in.php', turnstile());
    const id = submit(fake);
    const report = reportOf(() => assertClean(fake.journal.noDoublePayment()));
    expect(report).toContain('seed b7');
    expect(report).toMatch(/suspected-paid-twice {2}7\d+, 7\d+/);
    expect(report).toMatch(
      /#2 {2}0\.000s {2}rule-applied +reset-after-charge by "brownout" on #1, drew 0\.\d{4}/,
    );
    expect(report).toContain('reply-lost            reset, of #1');
    expect(report).toContain(`charge                ${id} 0.00299 USD`);
    expect(report).not.toContain(fake.apiKey);
  });

  it('leaves the middle of a long story out', () => {
    const { fake } = startFake();
    submit(fake);
    const id = submit(fake);
    for (let polls = 0; polls < 100; polls += 1) poll(fake, id);
    const report = reportOf(() => assertClean(fake.journal.noDoublePayment()));
    expect(report).toContain('events more');
    expect(report.split('\n').length).toBeLessThan(50);
  });
});

function reportOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error('the verdict was clean');
}
