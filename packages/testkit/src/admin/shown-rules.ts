import type { Rule } from '../faults/rule.ts';
import type { RuleEntry } from '../faults/rule-entry.ts';
import type { AdminTarget } from './admin-target.ts';

/** Keys are secrets, in rules too. */
function shown({ id, name, rule, seen }: RuleEntry): object {
  const { when, ...rest } = rule;
  const safe: Rule =
    when?.apiKey === undefined ? rule : { ...rest, when: { ...when, apiKey: '***' } };
  return { id, name, seen, rule: safe };
}

/** The rules of a fake in the order in which they are asked. */
export const shownRules = ({ engine }: AdminTarget): readonly object[] => engine.rules.map(shown);
