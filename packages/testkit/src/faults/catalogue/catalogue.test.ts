import { describe, expect, it } from 'vitest';

import { ruleSchema } from '../rule.ts';
import { catalogue } from './catalogue.ts';

describe('the catalogue', () => {
  it('names each id once', () => {
    const ids = catalogue.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(catalogue)('$id has examples that are valid rules', ({ example, variants = [] }) => {
    const rules = [example, ...variants].filter((rule) => rule !== undefined);
    expect(rules.map((rule) => ruleSchema.safeParse(rule).error)).toEqual(
      rules.map(() => undefined),
    );
  });
});

describe('the network faults', () => {
  it('are N01 to N68, in order, each with an example', () => {
    const network = catalogue.filter(({ id }) => id.startsWith('N'));
    const ids = Array.from({ length: 68 }, (_, index) => `N${String(index + 1).padStart(2, '0')}`);
    expect(network.map(({ id }) => id)).toEqual(ids);
    expect(network.filter(({ example }) => example === undefined)).toEqual([]);
  });
});
