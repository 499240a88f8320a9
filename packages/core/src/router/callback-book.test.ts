import { describe, expect, it } from 'vitest';

import { seededRandom } from '../testing/seeded-random.ts';
import { CallbackBook } from './callback-book.ts';

const bookAt = (base: string | undefined): CallbackBook<object> =>
  new CallbackBook(base, seededRandom(7));

describe('CallbackBook', () => {
  it('gives out a URL with a secret of its own for each receiver, and finds it by that', () => {
    const book = bookAt('https://hooks.shop.example/understudy/');
    const [first, second] = [book.issue(), book.issue()];
    expect(first?.url).toBe(`https://hooks.shop.example/understudy/${first?.secret}`);
    expect(first?.secret).not.toBe(second?.secret);
    const receiver = {};
    book.register(first?.secret ?? '', receiver);
    expect(book.find(first?.secret ?? '')).toBe(receiver);
    expect(book.find(second?.secret ?? '')).toBeUndefined();
  });

  it('gives out nothing where callbacks are off', () => {
    expect(bookAt(undefined).issue()).toBeUndefined();
  });

  it('knows nobody any more who was forgotten, or when all are', () => {
    const book = bookAt('https://hooks.shop.example');
    const [first, second] = [{}, {}];
    book.register('one', first);
    book.register('two', second);
    book.forget(first);
    expect([book.find('one'), book.find('two')]).toEqual([undefined, second]);
    book.clear();
    expect(book.size).toBe(0);
  });
});
