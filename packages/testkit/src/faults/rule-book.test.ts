import { describe, expect, it } from 'vitest';

import { createDraws } from '../core/draws.ts';
import type { Condition } from './condition.ts';
import type { Rule } from './rule.ts';
import type { RequestFacts } from './request-facts.ts';
import { RuleBook } from './rule-book.ts';

const submitFacts: RequestFacts = {
  endpoint: 'submit',
  apiKey: 'key',
  taskTypes: ['turnstile'],
  subject: 'account-1/task#1',
  nth: 1,
};

function bookOf(...rules: readonly Rule[]): RuleBook {
  const book = new RuleBook(createDraws('7'));
  book.add(rules);
  return book;
}

const ruleWhen = (when: Condition): Rule => ({ when, inject: { kind: 'reset-before-headers' } });

/** Which of the next requests a rule takes, counted from 1. */
function takenBy(when: Condition, requests = 8): readonly number[] {
  const book = bookOf(ruleWhen(when));
  return Array.from({ length: requests }, (_, index) => index + 1).filter(
    () => book.match(submitFacts, 0) !== undefined,
  );
}

const nameOfMatch = (book: RuleBook, now = 0): string | undefined =>
  book.match(submitFacts, now)?.name;

describe('RuleBook', () => {
  it('lets the first rule win that matches', () => {
    const book = bookOf(
      { ...ruleWhen({ endpoint: 'poll' }), label: 'polls' },
      { ...ruleWhen({}), label: 'first' },
      { ...ruleWhen({}), label: 'second' },
    );
    expect(nameOfMatch(book)).toBe('first');
  });

  it('asks later additions before earlier ones, and forgets them when they are taken away', () => {
    const book = bookOf({ ...ruleWhen({}), label: 'base' });
    const takeAway = book.add([
      { ...ruleWhen({}), label: 'scoped' },
      { ...ruleWhen({}), label: 'below' },
    ]);
    expect(nameOfMatch(book)).toBe('scoped');
    takeAway();
    expect(nameOfMatch(book)).toBe('base');
    book.clear();
    expect(nameOfMatch(book)).toBeUndefined();
  });

  it('counts first, nth, after and every among the requests that it sees', () => {
    expect(takenBy({ first: 2 })).toEqual([1, 2]);
    expect(takenBy({ nth: 3 })).toEqual([3]);
    expect(takenBy({ after: 6 })).toEqual([7, 8]);
    expect(takenBy({ every: 3 })).toEqual([3, 6]);
    expect(takenBy({ after: 2, every: 2, first: 6 })).toEqual([4, 6]);
  });

  it('does not count a request that a rule above has taken, so that rules make sequences', () => {
    const book = bookOf(
      { ...ruleWhen({ first: 1 }), label: 'one' },
      { ...ruleWhen({ first: 1 }), label: 'two' },
    );
    expect([nameOfMatch(book), nameOfMatch(book), nameOfMatch(book)]).toEqual([
      'one',
      'two',
      undefined,
    ]);
  });

  it('counts nothing outside of its window', () => {
    const book = bookOf(ruleWhen({ fromMs: 10, untilMs: 20, first: 1 }));
    expect([0, 9, 20].map((now) => book.match(submitFacts, now))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(book.match(submitFacts, 10)).toBeDefined();
    expect(book.match(submitFacts, 11)).toBeUndefined();
  });

  it('holds a window from its first instant to before its last', () => {
    const book = bookOf(ruleWhen({ fromMs: 10, untilMs: 20 }));
    const inside = [9, 10, 19, 20].map((now) => book.match(submitFacts, now) !== undefined);
    expect(inside).toEqual([false, true, true, false]);
  });

  it('tells endpoints, task types and keys apart', () => {
    const isTaken = (when: Condition): boolean =>
      bookOf(ruleWhen(when)).match(submitFacts, 0) !== undefined;
    expect([isTaken({ endpoint: 'submit' }), isTaken({ endpoint: 'poll' })]).toEqual([true, false]);
    expect([isTaken({ taskType: 'turnstile' }), isTaken({ taskType: 'image' })]).toEqual([
      true,
      false,
    ]);
    expect([isTaken({ apiKey: 'key' }), isTaken({ apiKey: 'other' })]).toEqual([true, false]);
    expect(isTaken({ endpoint: 'any' })).toBe(true);
  });

  it('strikes where a fault is at home when no endpoint is named', () => {
    const noSlot = bookOf({ inject: { kind: 'no-slot' } });
    expect(noSlot.match(submitFacts, 0)).toBeDefined();
    expect(noSlot.match({ ...submitFacts, endpoint: 'poll' }, 0)).toBeUndefined();
    const outage = bookOf({ inject: { kind: 'http-status', status: 503 } });
    expect(outage.match({ ...submitFacts, endpoint: 'other' }, 0)).toBeDefined();
  });

  it('draws for each request by its subject and number, and shows the draw', () => {
    const brownout = { ...ruleWhen({ probability: 0.5 }), label: 'brownout' };
    const outcomes = (): readonly (number | undefined)[] => {
      const book = bookOf(brownout);
      return Array.from(
        { length: 40 },
        (_, index) => book.match({ ...submitFacts, nth: index + 1 }, 0)?.draw?.value,
      );
    };
    const struck = outcomes().filter((value) => value !== undefined);
    expect(outcomes()).toEqual(outcomes());
    expect(struck.every((value) => value < 0.5)).toBe(true);
    expect(struck.length).toBeGreaterThan(10);
    expect(struck.length).toBeLessThan(30);
  });

  it('never strikes at a probability of 0 and always at 1', () => {
    expect(takenBy({ probability: 0 })).toEqual([]);
    expect(takenBy({ probability: 1 })).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('takes no request for a fault of the listener', () => {
    expect(nameOfMatch(bookOf({ inject: { kind: 'refuse' } }))).toBeUndefined();
  });
});
