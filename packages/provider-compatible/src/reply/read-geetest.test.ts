import { describe, expect, it } from 'vitest';

import { readGeetestV3, readGeetestV4 } from './read-geetest.ts';
import { unpackAnswer } from './unpacked-answer.ts';

const three = { challenge: 'c1', validate: 'v1', seccode: 'v1|jordan' };
const five = {
  captchaId: 'id1',
  lotNumber: 'lot1',
  passToken: 'pass1',
  genTime: '1764000000',
  captchaOutput: 'out==',
};
const fiveOnTheWire = {
  captcha_id: 'id1',
  lot_number: 'lot1',
  pass_token: 'pass1',
  gen_time: '1764000000',
  captcha_output: 'out==',
};
const prefixed = (fields: object): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`geetest_${name}`, value]));

describe('readGeetestV3', () => {
  it.each([
    three,
    prefixed(three),
    JSON.stringify(three),
    ` ${JSON.stringify(prefixed(three))}`,
    'challenge:c1,validate:v1,seccode:v1|jordan',
    'geetest_challenge: c1, geetest_validate: v1, geetest_seccode: v1|jordan',
  ])('reads %j', (answer) => {
    expect(readGeetestV3(unpackAnswer(answer))).toEqual(three);
  });

  it.each([
    {},
    '',
    'a token',
    7,
    null,
    { challenge: 'c1', validate: 'v1' },
    { ...three, validate: '' },
    { ...three, seccode: null },
    'challenge:c1,validate:v1',
    '{"challenge":"c1"',
    [three],
  ])('invents nothing from %j', (answer) => {
    expect(readGeetestV3(unpackAnswer(answer))).toBeUndefined();
  });
});

describe('readGeetestV4', () => {
  it.each([
    fiveOnTheWire,
    prefixed(fiveOnTheWire),
    JSON.stringify(fiveOnTheWire),
    { ...fiveOnTheWire, gen_time: 1_764_000_000 },
  ])('reads %j', (answer) => {
    expect(readGeetestV4(unpackAnswer(answer))).toEqual(five);
  });

  it.each(Object.keys(fiveOnTheWire))('invents no %s', (missing) => {
    const answer = { ...fiveOnTheWire, [missing]: '' };
    expect(readGeetestV4(unpackAnswer(answer))).toBeUndefined();
  });
});
