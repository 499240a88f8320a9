import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import { asProviderError } from './as-provider-error.ts';

const call = { providerId: 'lead', operation: 'poll' } as const;

describe('asProviderError', () => {
  it('passes on what a provider said', () => {
    const error = leadSaid('rate-limited');
    expect(asProviderError(error, call)).toBe(error);
  });

  it.each([
    ['an ordinary error', new TypeError('Cannot read properties of undefined')],
    ['a text', 'no'],
    ['nothing', undefined],
  ])('takes %s for a breach of the contract, and keeps it as the cause', (_, thrown) => {
    const error = asProviderError(thrown, call);
    expect(error).toMatchObject({ code: 'protocol-violated', ...call, charged: 'yes' });
    expect(error.cause).toBe(thrown);
  });

  it('leaves open whether a submit that broke the contract was paid', () => {
    const error = asProviderError(new Error('x'), { providerId: 'lead', operation: 'submit' });
    expect(error.charged).toBe('unknown');
  });

  it('repeats nothing of a foreign message', () => {
    const error = asProviderError(new Error('key=s3cret'), call);
    expect(error.message + JSON.stringify(error)).not.toContain('s3cret');
  });
});
