import { describe, expect, it } from 'vitest';

import { formField } from './form-field.ts';

/** Every character that one UTF-16 unit can be, lone surrogates included. */
const units = Array.from({ length: 0x1_00_00 }, (_, unit) => String.fromCharCode(unit));

const byTheRuntime = (name: string, value: string): string =>
  new URLSearchParams([[name, value]]).toString();

describe('formField', () => {
  it('writes every character as URLSearchParams does', () => {
    const asked = units.map((unit) => [`a${unit}`, `${unit}b${unit}`] as const);
    expect(asked.map(([name, value]) => formField(name, value))).toEqual(
      asked.map(([name, value]) => byTheRuntime(name, value)),
    );
  });

  it.each([
    ['an empty name and value', '', ''],
    ['a page', 'pageurl', 'https://shop.example/a b?c=d&e=%41#f(g)!~*\'"'],
    ['letters beyond the first plane', 'text', '\u{1F600} \u{10FFFF}'],
    ['a picture', 'body', '+/=A'.repeat(5_000)],
  ])('writes %s as URLSearchParams does', (_what, name, value) => {
    expect(formField(name, value)).toBe(byTheRuntime(name, value));
  });
});
