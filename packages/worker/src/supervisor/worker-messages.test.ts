import { describe, expect, it } from 'vitest';

import { readMessage, readOrder } from './worker-messages.ts';

describe('readMessage', () => {
  it.each([{ kind: 'ready' }, { kind: 'heartbeat', slots: 50, busy: 3, jobsDone: 120 }])(
    'takes %j',
    (message) => {
      expect(readMessage(message)).toEqual(message);
    },
  );

  it.each([
    undefined,
    'ready',
    { kind: 'steady' },
    { kind: 'ready', key: 'more than was agreed' },
    { kind: 'heartbeat' },
    { kind: 'heartbeat', slots: 50, busy: -1, jobsDone: 0 },
    { kind: 'heartbeat', slots: 50, busy: 0.5, jobsDone: 0 },
    { kind: 'heartbeat', slots: 50, busy: 1, jobsDone: Number.NaN },
  ])('refuses %j', (message) => {
    expect(readMessage(message)).toBeUndefined();
  });
});

describe('readOrder', () => {
  it('takes an order to drain', () => {
    expect(readOrder({ kind: 'drain', drainMs: 30_000 })).toEqual({
      kind: 'drain',
      drainMs: 30_000,
    });
  });

  it.each([
    { kind: 'drain' },
    { kind: 'drain', drainMs: -1 },
    { kind: 'drain', drainMs: Infinity },
  ])('refuses %j', (order) => {
    expect(readOrder(order)).toBeUndefined();
  });
});
