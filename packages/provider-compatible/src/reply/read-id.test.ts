import { describe, expect, it } from 'vitest';

import { readId } from './read-id.ts';

describe('readId', () => {
  it.each([
    ['75012345', '75012345'],
    ['00123', '00123'],
    ['98765432109876543210', '98765432109876543210'],
    ['61138bb6-19fb-11ec-a9c8-0242ac110006', '61138bb6-19fb-11ec-a9c8-0242ac110006'],
    [72345678901, '72345678901'],
    // Beyond 2^53, and yet the digits that the service wrote: any other number has come as text.
    [28056603163570300, '28056603163570300'],
  ])('keeps %j', (value, id) => {
    expect(readId(value)).toBe(id);
  });

  it.each([
    undefined,
    null,
    '',
    0,
    -1,
    1.5,
    1e21,
    true,
    {},
    [],
    'two words',
    '<b>',
    'a'.repeat(201),
  ])('finds no id in %j', (value) => {
    expect(readId(value)).toBeUndefined();
  });
});
