import { describe, expect, it } from 'vitest';

import { png } from '../__fixtures__/account.ts';
import { pictureFault } from './picture-fault.ts';

const limits = { minBytes: 100, maxBytes: 1_000 };
const images = [...Array.from({ length: 8 }, () => png), '!'];

describe('pictureFault', () => {
  it('names the picture that would be refused', () => {
    expect(pictureFault({ type: 'image', image: '!' }, limits)).toEqual({
      code: 'task-invalid',
      reason: 'the field "image" is not base64 text',
    });
    expect(
      pictureFault(
        { type: 'grid', image: new Uint8Array(2_000), instructions: 'buses', rows: 3, columns: 3 },
        limits,
      ),
    ).toMatchObject({ code: 'task-over-limits' });
    expect(pictureFault({ type: 'bls', images, instructions: '667' }, limits)).toEqual({
      code: 'task-invalid',
      reason: 'the field "images.8" is not base64 text',
    });
  });

  it('finds nothing in pictures that may be sent, nor in tasks without any', () => {
    expect(
      pictureFault({ type: 'bls', images: [png], instructions: '667' }, limits),
    ).toBeUndefined();
    expect(
      pictureFault({ type: 'turnstile', siteKey: 'k', pageUrl: 'https://a.example/' }, limits),
    ).toBeUndefined();
  });
});
