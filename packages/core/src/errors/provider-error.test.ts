import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import { ProviderError } from './provider-error.ts';

describe('ProviderError', () => {
  it('says who failed at what, with which word of its own, and why', () => {
    const cause = new Error('socket hang up');
    const error = leadSaid('rate-limited', {
      retryAfterMs: 4_000,
      rawCode: 'MAX_USER_TURN',
      cause,
    });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'ProviderError',
      code: 'rate-limited',
      providerId: 'lead',
      operation: 'submit',
      charged: 'no',
      retryAfterMs: 4_000,
      rawCode: 'MAX_USER_TURN',
      message: 'lead said rate-limited',
    });
    expect(error.cause).toBe(cause);
  });

  it('leaves absent what nobody said', () => {
    const error = leadSaid('unreachable');
    expect(Object.hasOwn(error, 'cause')).toBe(false);
    expect(error.retryAfterMs).toBeUndefined();
    expect(error.rawCode).toBeUndefined();
  });

  it('believes the provider about the money before the table', () => {
    expect(leadSaid('task-unsolvable', { operation: 'poll' }).charged).toBe('yes');
    expect(leadSaid('task-unsolvable', { operation: 'poll', charged: 'no' }).charged).toBe('no');
  });

  it('keeps at most 100 characters of a raw code', () => {
    expect(leadSaid('unclassified', { rawCode: 'E'.repeat(5_000) }).rawCode).toHaveLength(100);
  });

  it.each([NaN, Infinity, -Infinity])(
    'ignores a rest of %d ms, which is no number of milliseconds',
    (retryAfterMs) => {
      expect(leadSaid('rate-limited', { retryAfterMs }).retryAfterMs).toBeUndefined();
    },
  );

  it('reads a rest that lies in the past as none', () => {
    expect(leadSaid('rate-limited', { retryAfterMs: -5 }).retryAfterMs).toBe(0);
  });

  it('becomes JSON without its cause and its stack', () => {
    const cause = new Error('POST https://lead.example/in.php?key=s3cret');
    const text = JSON.stringify(leadSaid('outcome-unknown', { cause }));
    expect(JSON.parse(text)).toEqual({
      name: 'ProviderError',
      code: 'outcome-unknown',
      providerId: 'lead',
      operation: 'submit',
      charged: 'unknown',
      message: 'lead said outcome-unknown',
    });
  });

  it('is known across copies of this package', async () => {
    const copyOf = './provider-error.ts?copy';
    const copy: { readonly ProviderError: typeof ProviderError } = await import(copyOf);
    const { code, providerId, operation, message } = leadSaid('unreachable');
    const foreign = new copy.ProviderError({ code, providerId, operation, message });
    expect(foreign).not.toBeInstanceOf(ProviderError);
    expect(ProviderError.isInstance(foreign)).toBe(true);
  });

  it.each([
    ['an ordinary error', new Error('unreachable')],
    ['an error of that name', Object.assign(new Error('x'), { name: 'ProviderError' })],
    ['nothing', undefined],
    ['null', null],
    ['a text', 'unreachable'],
  ])('is not %s', (_, value) => {
    expect(ProviderError.isInstance(value)).toBe(false);
  });
});
