import { describe, expect, it } from 'vitest';

import { ProviderError } from '../errors/provider-error.ts';
import { isPollManyReply, isPollResult, isSubmission } from './is-reply.ts';

const error = new ProviderError({
  code: 'task-unsolvable',
  providerId: 'lead',
  operation: 'poll',
  message: 'lead could not solve it',
});
const solution = { type: 'turnstile', token: '0.x' };

describe('isPollResult', () => {
  it.each([
    [{ status: 'pending' }],
    [{ status: 'solved', solution }],
    [{ status: 'failed', error }],
  ])('takes %j', (value) => expect(isPollResult(value)).toBe(true));

  it.each([
    [undefined],
    [null],
    ['pending'],
    [{ status: 'queued' }],
    [{ status: 'solved' }],
    [{ status: 'failed', error: new Error('no ProviderError') }],
  ])('refuses %j', (value) => expect(isPollResult(value)).toBe(false));
});

describe('isPollManyReply', () => {
  const [pending, unanswered] = [{ status: 'pending' }, { status: 'unanswered' }];

  it.each([
    [[pending, unanswered]],
    [
      [
        { status: 'solved', solution },
        { status: 'failed', error },
      ],
    ],
  ])('takes %j for two tickets', (value) => expect(isPollManyReply(value, 2)).toBe(true));

  it.each([
    [undefined],
    [null],
    ['ab'],
    [[]],
    [[pending]],
    [[pending, pending, pending]],
    [[pending, undefined]],
    [[pending, { status: 'solved' }]],
    [{ 0: pending, 1: pending, length: 2 }],
  ])('refuses %j for two tickets', (value) => expect(isPollManyReply(value, 2)).toBe(false));

  it('refuses holes', () =>
    expect(isPollManyReply(Object.assign([pending], { length: 2 }), 2)).toBe(false));
});

describe('isSubmission', () => {
  it.each([[{ status: 'accepted', ticket: { id: '1' } }], [{ status: 'solved', solution }]])(
    'takes %j',
    (value) => expect(isSubmission(value)).toBe(true),
  );

  it.each([[undefined], ['42'], [{ ticket: { id: '1' } }], [{ status: 'accepted', ticket: '1' }]])(
    'refuses %j',
    (value) => expect(isSubmission(value)).toBe(false),
  );
});
