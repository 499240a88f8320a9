import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { OptionsInvalidError } from '../errors/options-invalid-error.ts';
import { parseOptions } from './parse-options.ts';
import { describeUnknownField, strictObject } from './strict-object.ts';

const schema = strictObject({
  apiKey: z.string({ error: 'must be a text' }).min(1, { error: 'must not be empty' }),
  slots: z.int().positive().default(10),
  timing: strictObject({ pollFloorMs: z.int().positive().optional() }).optional(),
  providers: z.array(strictObject({ id: z.string() })).optional(),
});

function refusalOf(options: unknown): OptionsInvalidError {
  try {
    parseOptions(schema, options, 'captchaai');
  } catch (error) {
    if (OptionsInvalidError.isInstance(error)) return error;
    throw error;
  }
  throw new Error('the options were accepted');
}

describe('parseOptions', () => {
  it('puts out what the schema makes of the options', () => {
    expect(parseOptions(schema, { apiKey: 'k' }, 'captchaai')).toEqual({ apiKey: 'k', slots: 10 });
  });

  it.each([
    [{}, 'apiKey', 'captchaai: option "apiKey": must be a text'],
    [{ apiKey: '' }, 'apiKey', 'captchaai: option "apiKey": must not be empty'],
    [
      { apiKey: 'k', providers: [{ id: 'lead' }, { id: 7 }] },
      'providers.1.id',
      'captchaai: option "providers.1.id": Invalid input: expected string, received number',
    ],
    [
      { apikey: 'k', apiKey: 'k' },
      'apikey',
      'captchaai: unknown field "apikey", did you mean "apiKey"?',
    ],
    [
      { apiKey: 'k', timing: { pollFlorMs: 5 } },
      'timing.pollFlorMs',
      'captchaai: option "timing": unknown field "pollFlorMs", did you mean "pollFloorMs"?',
    ],
    [
      { apiKey: 'k', colour: 'red' },
      'colour',
      'captchaai: unknown field "colour", valid are apiKey, slots, timing, providers',
    ],
  ])('refuses %j by the name of the option', (options, option, message) => {
    expect(refusalOf(options)).toMatchObject({ option, message, code: 'options-invalid' });
  });

  it.each([undefined, null, 'key'])(
    'refuses %s for options by the name of the factory',
    (options) => {
      expect(refusalOf(options)).toMatchObject({ option: '' });
      expect(refusalOf(options).message).toMatch(/^captchaai: Invalid input/);
    },
  );

  it('repeats no value that it refuses', () => {
    const secret = 's3cret-key-of-a-customer';
    const refused = refusalOf({ apiKey: 'k', slots: secret });
    expect(refused.message + String(refused.stack) + JSON.stringify(refused)).not.toContain(secret);
  });
});

describe('strictObject', () => {
  it('names every unknown field', () => {
    const { error } = schema.safeParse({ apiKey: 'k', slot: 1, timings: {} });
    expect(error?.issues[0]?.message).toBe(
      'unknown field "slot", did you mean "slots"?; unknown field "timings", did you mean "timing"?',
    );
  });

  it('leaves the other messages to zod', () => {
    expect(schema.safeParse(7).error?.issues[0]?.message).toContain('expected object');
  });
});

describe('describeUnknownField', () => {
  it('lists what is valid where nothing is near', () => {
    expect(describeUnknownField('colour', ['siteKey', 'pageUrl'])).toBe(
      'unknown field "colour", valid are siteKey, pageUrl',
    );
  });
});
