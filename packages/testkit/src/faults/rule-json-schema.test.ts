import { describe, expect, it } from 'vitest';

import { catalogue } from './catalogue/catalogue.ts';
import { faultSchema } from './fault.ts';
import { faultsOf } from './inject-schema.ts';
import { ruleJsonSchema, ruleSchema } from './rule.ts';

describe('ruleJsonSchema', () => {
  it('is plain JSON that names every fault and every condition', () => {
    const text = JSON.stringify(ruleJsonSchema());
    const kinds = catalogue.flatMap(({ example }) =>
      example === undefined ? [] : faultsOf(example.inject),
    );
    for (const { kind } of kinds) expect(text).toContain(`"const":"${kind}"`);
    for (const condition of ['flap', 'ramp', 'burst', 'windows', 'ttlMs', 'until', 'perTask']) {
      expect(text).toContain(`"${condition}":`);
    }
  });

  it('allows a sequence as well as one fault', () => {
    const { properties } = Object(ruleJsonSchema());
    expect(properties.inject.anyOf).toMatchObject([{}, { type: 'array', minItems: 1 }]);
  });
});

describe('ruleSchema', () => {
  it.each([
    [{ inject: [] }, 'inject'],
    [{ inject: [{ kind: 'pass' }, { kind: 'pas' }] }, 'inject.1.kind'],
    [{ inject: [{ kind: 'pass' }, { kind: 'refuse' }] }, 'when.inject'],
    [{ inject: { kind: 'refuse' }, when: { ramp: { from: 0, to: 1, overMs: 5 } } }, 'when.ramp'],
    [
      { inject: { kind: 'pass' }, when: { probability: 1, ramp: { from: 0, to: 1, overMs: 5 } } },
      'when.probability',
    ],
    [
      { inject: { kind: 'pass' }, when: { flap: { periodMs: 0, duty: 0.5 } } },
      'when.flap.periodMs',
    ],
    [{ inject: { kind: 'pass' }, when: { until: { charge: 3 } } }, 'when.until'],
  ])('refuses %o at %s', (rule, path) => {
    const { error } = ruleSchema.safeParse(rule);
    expect(error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });

  it('knows each kind once', () => {
    const kinds = faultSchema.options.map(({ shape }) => shape.kind.value);
    expect(new Set(kinds).size).toBe(kinds.length);
  });
});
