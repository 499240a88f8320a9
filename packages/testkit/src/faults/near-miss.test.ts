import { describe, expect, it } from 'vitest';

import { createDraws } from '../core/draws.ts';
import { nearMissOf, type RuleMiss } from './near-miss.ts';
import { RuleBook } from './rule-book.ts';
import type { Rule } from './rule.ts';

const now = 4_000;

/** Why rules do not take the first submit of a turnstile at 4 s, which is request 12. */
function missesOf(...rules: readonly Rule[]): readonly RuleMiss[] {
  const book = new RuleBook(createDraws('7'));
  book.add(rules);
  const facts = {
    endpoint: 'submit',
    apiKey: 'the secret key',
    taskTypes: ['turnstile'],
    subject: 'login',
    nth: 1,
    request: 12,
  } as const;
  expect(book.match(facts, now)).toBeUndefined();
  return book.passedOver.map(nearMissOf).flatMap(({ misses }) => misses);
}

const reset = { kind: 'reset-after-charge' } as const;

describe('nearMissOf', () => {
  it.each([
    [{ endpoint: 'poll' }, 'endpoint', 'poll', 'submit'],
    [{ taskType: 'image' }, 'taskType', 'image', 'turnstile'],
    [{ fromMs: 5_000 }, 'fromMs', 5_000, 4_000],
    [{ untilMs: 4_000 }, 'untilMs', 4_000, 4_000],
    [{ nth: 2 }, 'nth', 2, 'request 1'],
    [{ after: 1 }, 'after', 1, 'request 1'],
    [{ apiKey: 'another secret' }, 'apiKey', 'one account', 'another'],
    [{ probability: 0 }, 'probability', 0, 'a higher draw'],
  ] satisfies readonly (readonly [Rule['when'], string, unknown, unknown])[])(
    'names the field of %o that did not hold',
    (when, field, wanted, got) => {
      const misses = missesOf({ when, inject: reset, label: 'brownout' });
      expect(misses).toEqual([{ rule: 'brownout', unmet: [{ field, wanted, got }] }]);
      expect(JSON.stringify(misses)).not.toContain('secret');
    },
  );

  it('names every field, and puts the nearest rule first', () => {
    const far: Rule = { when: { endpoint: 'poll', taskType: 'image' }, inject: reset };
    const near: Rule = { when: { endpoint: 'submit', nth: 3 }, inject: reset };
    expect(missesOf(far, near).map(({ rule, unmet }) => [rule, unmet.length])).toEqual([
      ['rule-2', 1],
      ['rule-1', 2],
    ]);
  });

  it('tells what the service would have said then, not what it would say now', () => {
    const book = new RuleBook(createDraws('7'));
    book.add([
      { when: { says: 'solved' }, inject: reset },
      { inject: { kind: 'second-read', says: 'pending' } },
    ]);
    let says: 'pending' | 'solved' = 'pending';
    const facts = {
      endpoint: 'poll',
      apiKey: 'the secret key',
      taskTypes: ['turnstile'],
      subject: 'login',
      nth: 1,
      get says() {
        return says;
      },
    } as const;
    expect(book.match(facts, now)).toBeUndefined();
    says = 'solved';
    expect(book.passedOver.map(nearMissOf)).toMatchObject([
      {
        misses: [
          { rule: 'rule-1', unmet: [{ field: 'says', wanted: 'solved', got: 'pending' }] },
          { rule: 'rule-2', unmet: [{ field: 'says', wanted: ['solved'], got: 'pending' }] },
        ],
      },
    ]);
  });

  it('says where a fault strikes that names no endpoint, and that an outage takes no request', () => {
    const [never] = missesOf({ inject: { kind: 'callback-never' } });
    expect(never?.unmet).toEqual([{ field: 'endpoint', wanted: 'callback', got: 'submit' }]);
    const [refuse] = missesOf({ inject: { kind: 'refuse' } });
    expect(refuse?.unmet).toMatchObject([{ field: 'inject.kind' }]);
  });
});
