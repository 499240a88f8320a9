import { describe, expect, it } from 'vitest';

import { readClearance } from './read-clearance.ts';
import { unpackAnswer } from './unpacked-answer.ts';

const cfClearance = 'x9.Ab_c-1764000000-1.2.1.1-Zz';
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0';

describe('readClearance', () => {
  it.each([
    [cfClearance, { cfClearance }],
    [` ${cfClearance}\n`, { cfClearance }],
    [`${cfClearance}==`, { cfClearance: `${cfClearance}==` }],
    [`${cfClearance}=Zm9v`, { cfClearance: `${cfClearance}=Zm9v` }],
    ['dGhlIGNsZWFyYW5jZSBvZiBhIHBhZ2U=', { cfClearance: 'dGhlIGNsZWFyYW5jZSBvZiBhIHBhZ2U=' }],
    [`cf_clearance=${cfClearance}`, { cfClearance }],
    [`cf_clearance=${cfClearance};user_agent=${userAgent}`, { cfClearance, userAgent }],
    [`user_agent=${userAgent}; cf_clearance=${cfClearance}`, { cfClearance, userAgent }],
    [{ cf_clearance: cfClearance }, { cfClearance }],
    [{ cookies: { cf_clearance: cfClearance } }, { cfClearance }],
    [JSON.stringify({ cookies: { cf_clearance: cfClearance }, userAgent }), { cfClearance }],
    [{ cookies: `a=b; cf_clearance=${cfClearance}` }, { cfClearance }],
    [
      {
        cookies: [
          { name: 'a', value: 'b' },
          { name: 'cf_clearance', value: cfClearance },
        ],
      },
      { cfClearance },
    ],
  ])('reads %j', (answer, clearance) => {
    expect(readClearance(unpackAnswer(answer))).toEqual(clearance);
  });

  it.each([
    '',
    'a sentence about what went wrong',
    '<html>',
    'cf_clearance=',
    'session=abc',
    '__cf_bm=abc.def-1764000000-1.0.1.1',
    'user_agent=Mozilla',
    'session=',
    7,
    null,
    {},
    { cookies: {} },
    { cookies: 'session=abc' },
    { cookies: [{ name: 'session', value: 'abc' }] },
    { cf_clearance: 'two words' },
    [cfClearance],
  ])('invents nothing from %j', (answer) => {
    expect(readClearance(unpackAnswer(answer))).toBeUndefined();
  });
});
