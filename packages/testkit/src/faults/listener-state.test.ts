import { describe, expect, it } from 'vitest';

import { listenerOutlook } from './listener-state.ts';
import type { Rule } from './rule.ts';

const named = (
  ...rules: readonly Rule[]
): readonly { readonly name: string; readonly rule: Rule }[] =>
  rules.map((rule, index) => ({ name: `rule-${index + 1}`, rule }));

const outage: Rule = { when: { fromMs: 1_000, untilMs: 2_000 }, inject: { kind: 'refuse' } };

describe('listenerOutlook', () => {
  it('is open without rules, and for faults of requests', () => {
    expect(listenerOutlook([], 0)).toEqual({ state: 'open' });
    expect(listenerOutlook(named({ inject: { kind: 'http-status', status: 503 } }), 0)).toEqual({
      state: 'open',
    });
  });

  it('says when a window opens, and when it closes', () => {
    expect(listenerOutlook(named(outage), 0)).toEqual({ state: 'open', nextChangeAt: 1_000 });
    expect(listenerOutlook(named(outage), 1_000)).toEqual({
      state: 'refusing',
      rule: 'rule-1',
      nextChangeAt: 2_000,
    });
    expect(listenerOutlook(named(outage), 2_000)).toEqual({ state: 'open' });
  });

  it('lets the first open window decide, and a bare pass shield', () => {
    const hang: Rule = { inject: { kind: 'hang-in-connect' } };
    expect(listenerOutlook(named(outage, hang), 1_500).state).toBe('refusing');
    expect(listenerOutlook(named(outage, hang), 2_500).state).toBe('hanging-in-connect');
    expect(listenerOutlook(named({ inject: { kind: 'pass' } }, hang), 0).state).toBe('open');
    const passForPolls: Rule = { when: { endpoint: 'poll' }, inject: { kind: 'pass' } };
    expect(listenerOutlook(named(passForPolls, hang), 0).state).toBe('hanging-in-connect');
  });
});
