import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { nearestWord } from './nearest-word.ts';

const options = ['providers', 'deadlineMs', 'patienceMs', 'id', 'onEvent'];

describe('nearestWord', () => {
  it.each([
    ['providres', 'providers'],
    ['deadlinems', 'deadlineMs'],
    ['deadline', 'deadlineMs'],
    ['patience', 'patienceMs'],
    ['ID', 'id'],
    ['onEvents', 'onEvent'],
    ['noEvent', 'onEvent'],
  ])('takes %s for %s', (typed, meant) => {
    expect(nearestWord(typed, options)).toBe(meant);
  });

  it.each(['budget', 'x', 'zz', '', 'somethingElseAltogether'])(
    'has no guess for "%s"',
    (typed) => {
      expect(nearestWord(typed, options)).toBeUndefined();
    },
  );

  it('has no guess where nothing is valid', () => {
    expect(nearestWord('providers', [])).toBeUndefined();
  });

  it('takes two swapped letters for one slip, not for two', () => {
    expect(nearestWord('prot', ['part', 'port'])).toBe('port');
  });

  it('prefers the first of two that are equally near', () => {
    expect(nearestWord('grod', ['grad', 'grid'])).toBe('grad');
    expect(nearestWord('grod', ['grid', 'grad'])).toBe('grid');
  });

  const word = fc.string({
    unit: fc.constantFrom(...Array.from('abcdefghij')),
    minLength: 3,
    maxLength: 12,
  });
  const at = fc.nat({ max: 11 });

  it('finds a word again after two neighbouring letters were swapped', () => {
    fc.assert(
      fc.property(word, at, (valid, place) => {
        const index = place % (valid.length - 1);
        const [left = '', right = ''] = valid.slice(index);
        const typed = valid.slice(0, index) + right + left + valid.slice(index + 2);
        expect(nearestWord(typed, [valid])).toBe(valid);
      }),
    );
  });

  it('finds a word again after a letter was lost, added or changed', () => {
    fc.assert(
      fc.property(word, at, (valid, place) => {
        const index = place % valid.length;
        const [head, tail] = [valid.slice(0, index), valid.slice(index + 1)];
        for (const typed of [head + tail, `${head}z${valid.slice(index)}`, `${head}z${tail}`]) {
          expect(nearestWord(typed, [valid])).toBe(valid);
        }
      }),
    );
  });

  it('never suggests a word that shares no letter with what was typed', () => {
    const foreign = fc.string({ unit: fc.constantFrom(...Array.from('pqrstuvwxyz')) });
    fc.assert(
      fc.property(foreign, fc.array(word), (typed, valid) => {
        expect(nearestWord(typed, [...valid, 'id', 'a'])).toBeUndefined();
      }),
    );
  });

  it('suggests valid words only', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(word), (typed, valid) => {
        const suggestion = nearestWord(typed, valid);
        expect(suggestion === undefined || valid.includes(suggestion)).toBe(true);
      }),
    );
  });
});
