import { describe, expect, it } from 'vitest';

import { parseJson } from './parse-json.ts';

describe('parseJson', () => {
  it.each([
    ['12345', 12345],
    ['9007199254740993', '9007199254740993'],
    ['{"id":98765432109876543210}', { id: '98765432109876543210' }],
    ['0.00145', 0.00145],
    ['1.50', '1.50'],
    ['-7', -7],
    ['"007"', '007'],
    ['[1,{"a":null}]', [1, { a: null }]],
  ])('reads %s without losing a digit', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it.each(['', '{', 'undefined', 'NaN', "{'a':1}"])('finds no JSON in %j', (text) => {
    expect(parseJson(text)).toBeUndefined();
  });
});
