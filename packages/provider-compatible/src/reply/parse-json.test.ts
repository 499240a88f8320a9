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
    [
      String.raw`{"a\"":"1.50","\\":1.50,"c":"\\\"",  "d":-0}`,
      { 'a"': '1.50', '\\': '1.50', c: '\\"', d: '-0' },
    ],
  ])('reads %s without losing a digit', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it('reads no deeper than any reply is nested, brackets in texts aside', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(parseJson(nested(900))).toBeDefined();
    expect(parseJson(nested(1_100))).toBeUndefined();
    expect(parseJson(JSON.stringify(`\\"${'['.repeat(2_000)}`))).toBe(`\\"${'['.repeat(2_000)}`);
  });

  it.each(['', '{', 'undefined', 'NaN', "{'a':1}"])('finds no JSON in %j', (text) => {
    expect(parseJson(text)).toBeUndefined();
  });
});
