import { describe, expect, it } from 'vitest';

import { ruleSchema } from '../rule.ts';
import { catalogue } from './catalogue.ts';

describe('the catalogue', () => {
  it('names each id once', () => {
    const ids = catalogue.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(catalogue)('$id has examples that are valid rules', ({ example, variants = [] }) => {
    for (const rule of [example, ...variants]) {
      if (rule !== undefined) expect(ruleSchema.safeParse(rule).error).toBeUndefined();
    }
  });
});
