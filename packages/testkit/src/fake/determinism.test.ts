import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { exchange, turnstile } from '../__fixtures__/drive-in-php.ts';
import { createFakeCore, type FakeProviderCore } from './create-fake-core.ts';

const pages = Array.from({ length: 40 }, (_, index) => `page-${index}`);

/** Submits a task for each page, then asks for all of them every 5 s, in the order given. */
async function runDay(init: {
  readonly seed: number;
  readonly order: readonly string[];
}): Promise<FakeProviderCore> {
  const clock = new VirtualClock();
  const fake = createFakeCore({
    clock,
    seed: init.seed,
    rules: [
      { when: { endpoint: 'submit', probability: 0.2 }, inject: { kind: 'reset-after-charge' } },
      { when: { endpoint: 'submit', probability: 0.1 }, inject: { kind: 'unsolvable' } },
      {
        when: { endpoint: 'poll', probability: 0.3 },
        inject: { kind: 'http-status', status: 502 },
      },
    ],
  });
  for (const page of init.order) exchange(fake, '/in.php', turnstile(page));
  for (let round = 0; round < 12; round += 1) {
    await clock.advance(5_000);
    const idByPage = new Map(fake.journal.tasks.map(({ id, pageUrl }) => [pageUrl, id]));
    for (const page of init.order) {
      const id = idByPage.get(`https://shop.example/${page}`);
      if (id !== undefined) exchange(fake, '/res.php', { action: 'get', id });
    }
  }
  return fake;
}

const kindsOf = (fake: FakeProviderCore): readonly string[] =>
  fake.journal.events.map(({ kind }) => kind);

describe('a seed', () => {
  it('repeats a whole run, event by event', async () => {
    const [one, other] = await Promise.all([
      runDay({ seed: 7, order: pages }),
      runDay({ seed: 7, order: pages }),
    ]);
    expect(one.journal.events).toEqual(other.journal.events);
    expect(one.journal.hash()).toBe(other.journal.hash());
  });

  it('makes another run than its neighbour does', async () => {
    const [one, other] = await Promise.all([
      runDay({ seed: 7, order: pages }),
      runDay({ seed: 8, order: pages }),
    ]);
    expect(one.journal.hash()).not.toBe(other.journal.hash());
    expect(kindsOf(one)).not.toEqual(kindsOf(other));
  });

  it('gives each task the same fate in whatever order the tasks arrive', async () => {
    const one = await runDay({ seed: 7, order: pages });
    const other = await runDay({ seed: 7, order: pages.toReversed() });
    expect(kindsOf(one)).not.toEqual(kindsOf(other));
    expect(one.journal.hash()).toBe(other.journal.hash());
  });

  it('lets a rule strike about as often as its probability says', async () => {
    const fake = await runDay({ seed: 7, order: pages });
    const polls = fake.journal.events.filter(
      (event) => event.kind === 'request' && event.endpoint === 'poll',
    );
    const struck = fake.journal.events.filter(
      (event) => event.kind === 'rule-applied' && event.fault === 'http-status',
    );
    expect(struck.length / polls.length).toBeGreaterThan(0.2);
    expect(struck.length / polls.length).toBeLessThan(0.4);
  });

  it('leaves every draw as it was when an unrelated rule is added', async () => {
    const drawsOf = (withExtraRule: boolean): readonly unknown[] => {
      const fake = createFakeCore({
        clock: new VirtualClock(),
        seed: 7,
        rules: [{ when: { probability: 0.5 }, inject: { kind: 'no-slot' }, label: 'brownout' }],
      });
      if (withExtraRule) fake.use({ when: { taskType: 'image' }, inject: { kind: 'pass' } });
      for (const page of pages) exchange(fake, '/in.php', turnstile(page));
      return fake.journal.events.filter(({ kind }) => kind === 'rule-applied');
    };
    expect(drawsOf(true)).toEqual(drawsOf(false));
    expect(drawsOf(false).length).toBeGreaterThan(10);
  });
});
