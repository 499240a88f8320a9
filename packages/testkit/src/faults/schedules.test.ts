import { describe, expect, it } from 'vitest';

import { createDraws } from '../core/draws.ts';
import type { Condition } from './condition.ts';
import type { Fault } from './fault.ts';
import { listenerOutlook } from './listener-state.ts';
import type { RequestFacts } from './request-facts.ts';
import type { Rule } from './rule.ts';
import { RuleBook, type Tally } from './rule-book.ts';

const fault: Fault = { kind: 'http-status', status: 502 };

const requestAbout = (task: number, nth = 1, more: Partial<RequestFacts> = {}): RequestFacts => ({
  endpoint: 'poll',
  apiKey: 'key',
  taskTypes: ['turnstile'],
  subject: `task-${task}`,
  nth,
  says: 'pending',
  ...more,
});

function bookOf(rule: Rule, tally?: Tally): RuleBook {
  const book = new RuleBook(createDraws('7'), tally);
  book.add([rule]);
  return book;
}

/** Whether a rule strikes at each of some instants. */
const strikesAt = (when: Condition, instants: readonly number[]): readonly boolean[] => {
  const book = bookOf({ when, inject: fault });
  return instants.map((now, index) => book.match(requestAbout(index), now) !== undefined);
};

const everySecond = Array.from({ length: 400 }, (_, second) => second * 1_000);

const shareOf = (strikes: readonly boolean[]): number =>
  strikes.filter(Boolean).length / strikes.length;

describe('the schedule of a rule', () => {
  it('flaps with its period and its duty', () => {
    const flap = { periodMs: 10_000, duty: 0.3 };
    expect(strikesAt({ flap }, [0, 2_999, 3_000, 9_999, 10_000, 12_999, 13_000])).toEqual([
      true,
      true,
      false,
      false,
      true,
      true,
      false,
    ]);
    expect(strikesAt({ flap, fromMs: 5_000 }, [4_999, 5_000, 7_999, 8_000])).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('opens in each window of a list', () => {
    const windows = [
      { fromMs: 10, untilMs: 20 },
      { fromMs: 40, untilMs: 50 },
    ];
    const strikes = strikesAt({ windows }, [9, 10, 19, 20, 39, 40, 49, 50]);
    expect(strikes).toEqual([false, true, true, false, false, true, true, false]);
  });

  it('heals after its time to live, counted from when it was added', () => {
    const book = new RuleBook(createDraws('7'));
    book.add([{ when: { ttlMs: 1_000 }, inject: fault }], 5_000);
    const strikes = [5_000, 5_999, 6_000].map(
      (now) => book.match(requestAbout(1), now) !== undefined,
    );
    expect(strikes).toEqual([true, true, false]);
  });

  it('ramps its probability up, and leaves it there', () => {
    const ramp = { from: 0, to: 1, overMs: 200_000, startMs: 100_000 };
    const strikes = strikesAt({ ramp }, everySecond);
    expect(shareOf(strikes.slice(0, 100))).toBe(0);
    expect(shareOf(strikes.slice(150, 250))).toBeCloseTo(0.5, 1);
    expect(shareOf(strikes.slice(300))).toBe(1);
  });

  it('bursts: stretches of bad time with the means that it was given', () => {
    const burst = { goodMs: 30_000, badMs: 10_000 };
    const strikes = strikesAt({ burst }, everySecond);
    const changes = strikes.filter((isBad, index) => isBad !== strikes[index - 1]).length;
    expect(shareOf(strikes)).toBeGreaterThan(0.1);
    expect(shareOf(strikes)).toBeLessThan(0.45);
    expect(changes).toBeLessThan(50);
  });

  it('knows bursts by the instant, whoever asked before', () => {
    const burst = { goodMs: 3_000, badMs: 3_000 };
    const forwards = strikesAt({ burst }, everySecond);
    expect(strikesAt({ burst }, everySecond.toReversed()).toReversed()).toEqual(forwards);
    const [late] = everySecond.slice(-1);
    expect(strikesAt({ burst }, [late ?? 0])).toEqual(forwards.slice(-1));
  });

  it('steps through a sequence, the last of which repeats', () => {
    const book = bookOf({ inject: [fault, { kind: 'pass' }, { kind: 'html-200' }] });
    const kinds = [1, 2, 3, 4].map((nth) => book.match(requestAbout(1, nth), 0)?.fault.kind);
    expect(kinds).toEqual(['http-status', 'pass', 'html-200', 'html-200']);
  });

  it('steps through it for each task by itself where it counts so', () => {
    const inject: readonly Fault[] = [fault, { kind: 'pass' }];
    const book = bookOf({ when: { perTask: true }, inject });
    const seen = [1, 2, 1, 2].map((task) => book.match(requestAbout(task), 0)?.fault.kind);
    expect(seen).toEqual(['http-status', 'http-status', 'pass', 'pass']);
  });

  it('asks for the attempt, the id, the site key, the page and what would be said', () => {
    const facts = requestAbout(1, 2, {
      taskIds: ['71'],
      siteKeys: ['0x4'],
      pageUrls: ['https://shop.example'],
      connection: 3,
      sinceLastMs: 4_000,
    });
    const isMet = (when: Condition): boolean =>
      bookOf({ when, inject: fault }).match(facts, 0) !== undefined;
    const met: readonly Condition[] = [
      { attempt: 2 },
      { taskId: '71' },
      { siteKey: '0x4' },
      { pageUrl: 'https://shop.example' },
      { connection: 3 },
      { says: 'pending' },
      { soonerThanMs: 4_001 },
    ];
    const unmet: readonly Condition[] = [
      { attempt: 1 },
      { taskId: '72' },
      { siteKey: '0x5' },
      { pageUrl: 'https://other.example' },
      { connection: 4 },
      { says: 'solved' },
      { soonerThanMs: 4_000 },
    ];
    expect(met.map(isMet)).toEqual(met.map(() => true));
    expect(unmet.map(isMet)).toEqual(unmet.map(() => false));
  });

  it('takes one draw for everything about a task where it is told so', () => {
    const strikesOn = (when: Condition): readonly string[] =>
      [1, 2, 3, 4, 5, 6, 7, 8].map((task) => {
        const book = bookOf({ when: { probability: 0.5, ...when }, inject: fault });
        const requests = [
          requestAbout(task, 1, { endpoint: 'submit' }),
          requestAbout(task),
          requestAbout(task, 2),
        ];
        return requests.map((facts) => (book.match(facts, 0) === undefined ? '-' : 'x')).join('');
      });
    expect(new Set(strikesOn({ sameDrawPerTask: true }))).toEqual(new Set(['---', 'xxx']));
    expect(new Set(strikesOn({})).size).toBeGreaterThan(2);
  });

  it('ends when the journal has counted enough of all that it names', () => {
    const counts = { charges: 0, refunds: 0 };
    const tally: Tally = (word) => (word === 'charges' ? counts.charges : counts.refunds);
    const book = bookOf({ when: { until: { charges: 2, refunds: 1 } }, inject: fault }, tally);
    const isStruck = (): boolean => book.match(requestAbout(1), 0) !== undefined;
    expect(isStruck()).toBe(true);
    counts.charges = 2;
    expect(isStruck()).toBe(true);
    counts.refunds = 1;
    expect(isStruck()).toBe(false);
  });

  it('strikes the same requests in whatever order they arrive', () => {
    const schedules: readonly Condition[] = [
      { probability: 0.4 },
      { probability: 0.4, sameDrawPerTask: true },
      { ramp: { from: 0.1, to: 0.9, overMs: 1_000 } },
      { burst: { goodMs: 5, badMs: 5, inBad: 0.6, inGood: 0.2 } },
      { attempt: 2 },
      { perTask: true, every: 2 },
    ];
    const requests = Array.from({ length: 300 }, (_, index) => ({
      facts: requestAbout(index % 60, Math.floor(index / 60) + 1),
      now: Math.floor(index / 60) * 100,
    }));
    /** Five rounds of sixty tasks; within a round the order is another one. */
    const shuffled = requests.toSorted(
      (left, right) => left.now - right.now || (left.facts.subject < right.facts.subject ? 1 : -1),
    );
    for (const when of schedules) {
      const struck = (ordered: typeof requests): readonly string[] => {
        const book = bookOf({ when, inject: fault, label: 'storm' });
        return ordered
          .filter(({ facts, now }) => book.match(facts, now) !== undefined)
          .map(({ facts }) => `${facts.subject}/${facts.nth}`)
          .toSorted();
      };
      expect(struck(shuffled)).toEqual(struck(requests));
      expect(struck(requests).length).toBeGreaterThan(20);
      expect(struck(requests).length).toBeLessThan(280);
    }
  });

  it('lets a whole server flap, and says when to look again', () => {
    const rule: Rule = { when: { flap: { periodMs: 100, duty: 0.5 } }, inject: { kind: 'refuse' } };
    const at = (now: number): unknown => listenerOutlook([{ name: 'flap', rule }], now);
    expect(at(20)).toMatchObject({ state: 'refusing', nextChangeAt: 50 });
    expect(at(50)).toMatchObject({ state: 'open', nextChangeAt: 100 });
  });
});
