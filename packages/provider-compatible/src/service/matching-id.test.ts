import { describe, expect, it } from 'vitest';

import type { Reply } from '../reply/reply.ts';
import { withMatchingId } from './matching-id.ts';
import type { Acceptance } from './wire-call.ts';

const digits = /^(?:\d+)$/;
const accepted = (id: string): Reply<Acceptance> => ({
  status: 'ok',
  value: { status: 'accepted', ticket: { id, type: 'image' } },
});
const answer = { solution: { type: 'image', text: 'w9H5k' } } as const;
const solved = (id: string): Reply<Acceptance> => ({
  status: 'ok',
  value: { status: 'solved', answer, ticket: { id, type: 'image' } },
});

describe('withMatchingId', () => {
  it('keeps a ticket of the service', () => {
    expect(withMatchingId(accepted('7'), digits)).toEqual(accepted('7'));
    expect(withMatchingId(solved('7'), digits)).toEqual(solved('7'));
  });

  it('makes no ticket of another id', () => {
    expect(withMatchingId(accepted('7x'), digits)).toEqual({ status: 'malformed', flaw: 'no-id' });
  });

  it('keeps an answer whose id is none', () => {
    expect(withMatchingId(solved('7x'), digits)).toEqual({
      status: 'ok',
      value: { status: 'solved', answer },
    });
  });

  it.each<Reply<Acceptance>>([
    { status: 'refused', rawCode: 'ERROR_ZERO_BALANCE' },
    { status: 'pending' },
    { status: 'malformed', flaw: 'html' },
  ])('leaves what is no acceptance alone: %j', (reply) => {
    expect(withMatchingId(reply, digits)).toEqual(reply);
  });

  it('takes any id without a pattern', () => {
    expect(withMatchingId(accepted('7x'), undefined)).toEqual(accepted('7x'));
  });
});
