import { describe, expect, it } from 'vitest';

import { formText } from './form-text.ts';

/** Every character that one UTF-16 unit can be, lone surrogates included. */
const units = Array.from({ length: 0x1_00_00 }, (_, unit) => String.fromCharCode(unit));

const byTheRuntime = (fields: readonly (readonly [string, string])[]): string =>
  new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString();

describe('formText', () => {
  it('writes every character as URLSearchParams does', () => {
    const fields = units.map((unit) => [`a${unit}`, `${unit}b${unit}`] as const);
    expect(formText(fields)).toBe(byTheRuntime(fields));
  });

  it.each([
    ['nothing at all', []],
    ['an empty name and value', [['', '']]],
    ['a page', [['pageurl', 'https://shop.example/a b?c=d&e=%41#f(g)!~*\'"']]],
    ['letters beyond the first plane', [['text', '\u{1F600} \u{10FFFF}']]],
    ['a picture', [['body', '+/=A'.repeat(5_000)]]],
  ] as const)('writes %s as URLSearchParams does', (_what, fields) => {
    expect(formText(fields)).toBe(byTheRuntime(fields));
  });
});
