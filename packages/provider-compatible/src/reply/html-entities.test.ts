import { describe, expect, it } from 'vitest';

import { withoutEntities } from './html-entities.ts';

describe('withoutEntities', () => {
  it.each([
    ['a&amp;b', 'a&b'],
    ['&lt;&gt;&quot;&#39;', `<>"'`],
    ['&amp;lt;', '&lt;'],
    ['a&b &nbsp; &AMP;', 'a&b &nbsp; &AMP;'],
  ])('undoes %j once', (text, plain) => {
    expect(withoutEntities(text)).toBe(plain);
  });
});
