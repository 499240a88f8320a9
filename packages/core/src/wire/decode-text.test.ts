import { describe, expect, it } from 'vitest';

import { decodeText } from './decode-text.ts';

describe('decodeText', () => {
  it.each([
    ['UTF-8 where nothing is declared', [0xc3, 0xa4], undefined],
    ['the declared charset', [0xe4], 'text/plain; charset=ISO-8859-1'],
    ['a quoted charset', [0xe4], 'text/plain;charset="windows-1252"; x=y'],
    ['UTF-8 where the charset is unknown', [0xc3, 0xa4], 'text/plain; charset=klingon'],
    ['a byte order mark, and removes it', [0xef, 0xbb, 0xbf, 0xc3, 0xa4], 'text/plain'],
    [
      'a byte order mark rather than the charset',
      [0xef, 0xbb, 0xbf, 0xc3, 0xa4],
      'text/plain; charset=latin1',
    ],
    ['UTF-16 by its byte order mark', [0xff, 0xfe, 0xe4, 0x00], undefined],
    ['big-endian UTF-16 by its byte order mark', [0xfe, 0xff, 0x00, 0xe4], undefined],
  ])('reads %s', (_what, bytes, contentType) => {
    expect(decodeText(Uint8Array.from(bytes), contentType)).toBe('ä');
  });

  it('never throws at bytes that are no text', () => {
    expect(decodeText(Uint8Array.of(0x4f, 0xff), undefined)).toBe('O\uFFFD');
  });
});
