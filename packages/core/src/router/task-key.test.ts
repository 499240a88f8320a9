import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { taskKey } from './task-key.ts';

const proxy = { type: 'http', host: '192.0.2.7', port: 8_080, username: 'u', password: 'p' };
const task = {
  type: 'turnstile',
  siteKey: '0x4AAAAAAA',
  pageUrl: 'https://shop.example/login',
  userAgent: 'Mozilla/5.0',
  proxy,
};

describe('taskKey', () => {
  it('is the same whatever the order of the fields', () => {
    const { type, ...others } = task;
    const turned = {
      ...others,
      proxy: Object.fromEntries(Object.entries(proxy).toReversed()),
      type,
    };
    expect(taskKey(turned)).toBe(taskKey(task));
  });

  it('takes an undefined field for an absent one', () => {
    expect(taskKey({ ...task, action: undefined })).toBe(taskKey(task));
  });

  it.each([
    ['site key', { ...task, siteKey: '0x4BBBBBBB' }],
    ['proxy', { ...task, proxy: { ...proxy, port: 8_081 } }],
    ['proxy credentials', { ...task, proxy: { ...proxy, password: 'q' } }],
    ['lack of a proxy', { ...task, proxy: undefined }],
    ['user agent', { ...task, userAgent: 'curl' }],
    ['type', { ...task, type: 'recaptcha-v2' }],
    ['further field', { ...task, action: '' }],
  ])('tells tasks apart by their %s', (_, other) => {
    expect(taskKey(other)).not.toBe(taskKey(task));
  });

  it('tells pictures apart by their bytes', () => {
    const image = (...bytes: readonly number[]): object => ({
      type: 'image',
      image: Uint8Array.from(bytes),
    });
    expect(taskKey(image(1, 2))).toBe(taskKey(image(1, 2)));
    expect(taskKey(image(1, 2))).not.toBe(taskKey(image(12)));
  });

  it.each([
    ['bytes and a text that reads like them', Uint8Array.of(1, 2), 'bytes:1,2'],
    ['null and a missing entry', [null], [undefined]],
    ['null and no number', [null], [NaN]],
    ['a number and its text', 7, '7'],
    ['a truth and its text', true, 'true'],
    ['no entry and an empty one', [], [undefined]],
    ['a list and the object of its entries', ['a'], { 0: 'a' }],
    ['an instant and its text', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['two instants', new Date(0), new Date(1)],
    ['two sets', new Set(['a']), new Set(['b'])],
    ['two great numbers', 1n, 2n],
    ['a great number and a small one', 1n, 1],
  ])('tells %s apart', (_, left, right) => {
    expect(taskKey(left)).not.toBe(taskKey(right));
  });

  it('takes an object of a class for equal to itself', () => {
    const at = new Date(0);
    expect(taskKey({ at })).toBe(taskKey({ at }));
  });

  // What is deeply equal but for `undefined`, which a task may hold in place of an absent field.
  const plain = fc.anything({
    withBigInt: true,
    withTypedArray: false,
    withNullPrototype: false,
    values: [
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom(null, NaN, Infinity, 'bytes(1)', '[1]', '{}', '"', 'undefined'),
      fc.uint8Array({ maxLength: 3 }),
      fc.double().filter((value) => !Object.is(value, -0)),
    ],
  });

  it('is the same for deeply equal values only', () => {
    fc.assert(
      fc.property(plain, plain, (left, right) => {
        expect(taskKey(left) === taskKey(right)).toBe(isDeepStrictEqual(left, right));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is the same for a copy', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(taskKey(structuredClone(value))).toBe(taskKey(value));
      }),
    );
  });
});
