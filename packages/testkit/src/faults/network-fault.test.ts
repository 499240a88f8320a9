import { describe, expect, it } from 'vitest';

import { createFakeCore } from '../fake/create-fake-core.ts';
import { startFakeProvider } from '../http/start-fake-provider.ts';
import { createDraws } from '../core/draws.ts';
import type { Rule } from './rule.ts';
import { RuleBook } from './rule-book.ts';

const reset: Rule = { inject: { kind: 'reset-on-accept' } };

/** Which of the next connections a rule takes, counted from 1. */
function struckBy(...rules: readonly Rule[]): readonly number[] {
  const book = new RuleBook(createDraws('7'));
  book.add(rules);
  return [1, 2, 3, 4].filter((nth) => book.matchEarly('connection', { nth, now: 0 }) !== undefined);
}

describe('a rule that strikes before there is a request', () => {
  it('counts connections, and heeds windows and shields', () => {
    expect(struckBy(reset)).toEqual([1, 2, 3, 4]);
    expect(struckBy({ ...reset, when: { every: 2 } })).toEqual([2, 4]);
    expect(struckBy({ ...reset, when: { fromMs: 1 } })).toEqual([]);
    expect(struckBy({ inject: { kind: 'pass' } }, reset)).toEqual([]);
    expect(struckBy({ inject: { kind: 'pass' }, when: { endpoint: 'poll' } }, reset)).toHaveLength(
      4,
    );
  });

  it('draws for each connection, the same for the same seed', () => {
    const brownout: Rule = { ...reset, when: { probability: 0.5 } };
    expect(struckBy(brownout)).toEqual(struckBy(brownout));
    expect(struckBy({ ...reset, when: { probability: 0 } })).toEqual([]);
  });

  it('takes no request and no connection of another stage', () => {
    expect(struckBy({ inject: { kind: 'dns-failure' } })).toEqual([]);
  });

  it('knows no endpoint, task type or key', () => {
    const rules: readonly Rule[] = [{ ...reset, when: { endpoint: 'poll' } }];
    expect(() => createFakeCore({ rules })).toThrow('strikes before there is a request');
  });

  it('is refused by a fake that has no TLS to strike', async () => {
    const rules: readonly Rule[] = [{ inject: { kind: 'tls-expired' } }];
    await expect(startFakeProvider({ rules })).rejects.toThrow('start it with tls: true');
  });
});
