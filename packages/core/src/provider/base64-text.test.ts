import { describe, expect, it } from 'vitest';

import { isBase64Text } from './base64-text.ts';

const megabytes10 = 10 * 1_048_576;

describe('isBase64Text', () => {
  it.each([
    ['one byte', '/w=='],
    ['two bytes', '//8='],
    ['three bytes', '////'],
    ['the padding left away', '/w'],
    ['the alphabet for URLs', '_-_-'],
    ['every digit', 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'],
    ['lines', 'iVBO\r\nRw0K\nGgo=\n'],
    ['white space before and within the padding', '\t/w= ='],
    ['a data: prefix', 'data:image/png;base64,iVBO'],
    ['a data: prefix without a type', 'data:;base64,iVBO'],
  ])('takes %s', (_, text) => {
    expect(isBase64Text(text)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['white space alone', ' \n\t'],
    ['padding alone', '='],
    ['a prefix alone', 'data:image/png;base64,'],
    ['a prefix without an end', 'data:image/png;base64'],
    ['one digit', 'A'],
    ['one digit more than whole groups', 'iVBOR'],
    ['three signs of padding', 'A==='],
    ['digits after the padding', '/w==AA'],
    ['a sign of another alphabet', 'iVB*'],
    ['a letter beyond ASCII', 'iVB\u00e9'],
    ['a letter that looks like one of ours in its low bits', 'iVB\u0141'],
    ['half of a pair', 'iVB\ud83d'],
    ['two prefixes', 'data:,data:,iVBO'],
  ])('refuses %s', (_, text) => {
    expect(isBase64Text(text)).toBe(false);
  });

  it.each([
    ['white space', ' '.repeat(megabytes10)],
    ['padding', `AA${'='.repeat(megabytes10)}`],
    ['white space and one wrong sign', `${' '.repeat(megabytes10)}!`],
    ['digits and one wrong sign', `${'A'.repeat(megabytes10)}!`],
    ['a prefix that never ends', `data:${'A'.repeat(megabytes10)}`],
    ['white space and padding by turns', ' ='.repeat(megabytes10 / 2)],
  ])('has refused 10 MB of %s before a test would run out of time', (_, text) => {
    expect(isBase64Text(text)).toBe(false);
  });
});
