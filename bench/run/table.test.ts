import { describe, expect, it } from 'vitest';

import { jsonOf, tableOf, written } from './table.ts';

const ratio = {
  name: 'overhead.ratioToUndici',
  value: 1.234567891,
  unit: 'ratio',
  target: 1.5,
} as const;
const memory = {
  name: 'inflight.10k.rssMb',
  value: 246,
  unit: 'MB',
  note: 'of the process',
} as const;

describe('tableOf', () => {
  it('writes a line for each figure, with its target and its note', () => {
    expect(tableOf([ratio, memory]).split('\n')).toEqual([
      '  overhead.ratioToUndici       1.23 ratio   (at most 1.5)',
      '  inflight.10k.rssMb            246 MB      of the process',
    ]);
  });
});

describe('jsonOf', () => {
  it('is one line that names every figure', () => {
    expect(jsonOf([ratio, memory])).toBe(
      '{"figures":{"overhead.ratioToUndici":1.23457,"inflight.10k.rssMb":246}}',
    );
  });
});

describe('written', () => {
  it.each([
    [0, '0'],
    [0.16312, '0.163'],
    [24.96, '25.0'],
    [1_420.4, '1420'],
    [-3.14159, '-3.14'],
    [Number.NaN, '–'],
  ])('writes %d as %s', (value, text) => {
    expect(written(value)).toBe(text);
  });
});
