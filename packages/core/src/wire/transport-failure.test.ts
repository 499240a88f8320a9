import { describe, expect, it } from 'vitest';

import type { Operation } from '../errors/provider-error.ts';
import { transportFailure, unreadableReply } from './transport-failure.ts';

const requestOf = (operation: Operation) => ({
  providerId: 'captchaai',
  operation,
  secrets: ['secret-key'],
});

const refused = Object.assign(
  new AggregateError([Object.assign(new Error(), { code: 'ECONNREFUSED' })], ''),
);

describe('transportFailure', () => {
  it.each(['submit', 'poll', 'report', 'balance', 'capacity'] as const)(
    'is unreachable when nothing of the %s was written',
    (operation) => {
      const failure = transportFailure({
        request: requestOf(operation),
        areBytesWritten: false,
        cause: refused,
      });
      expect(failure).toMatchObject({ code: 'unreachable', operation, providerId: 'captchaai' });
      expect(failure.message).toBe(
        `captchaai: no connection for the ${operation} (ECONNREFUSED); nothing was sent`,
      );
    },
  );

  it('leaves the outcome of a written submit unknown', () => {
    const failure = transportFailure({
      request: requestOf('submit'),
      areBytesWritten: true,
      cause: new Error('reset'),
    });
    expect(failure).toMatchObject({ code: 'outcome-unknown', charged: 'unknown' });
  });

  it.each(['poll', 'report', 'balance', 'capacity'] as const)(
    'calls the provider unavailable when the reply to a %s is lost',
    (operation) => {
      const failure = transportFailure({
        request: requestOf(operation),
        areBytesWritten: true,
        cause: undefined,
      });
      expect(failure).toMatchObject({ code: 'provider-unavailable', operation });
    },
  );

  it('passes on what is already a provider error', () => {
    const unreadable = unreadableReply({ request: requestOf('submit'), problem: 'is too long' });
    expect(
      transportFailure({ request: requestOf('poll'), areBytesWritten: true, cause: unreadable }),
    ).toBe(unreadable);
  });

  it('keeps secrets out of message and cause', () => {
    const cause = Object.assign(new Error('secret-key'), { code: 'secret_key' });
    const request = { ...requestOf('poll'), secrets: ['secret-key', 'secret_key'] };
    const failure = transportFailure({ request, areBytesWritten: true, cause });
    expect(`${failure.stack} ${String(failure.cause)}`).not.toMatch(/secret.key/);
  });
});

describe('unreadableReply', () => {
  it.each([
    ['submit', 'unknown'],
    ['poll', 'yes'],
    ['balance', 'no'],
  ] as const)('violates the protocol; a %s counts as charged: %s', (operation, charged) => {
    const failure = unreadableReply({
      request: requestOf(operation),
      problem: 'is longer than 10 bytes',
    });
    expect(failure).toMatchObject({ code: 'protocol-violated', charged });
    expect(failure.message).toBe(
      `captchaai: the reply to the ${operation} is longer than 10 bytes`,
    );
  });
});
