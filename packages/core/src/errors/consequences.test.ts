import { describe, expect, it } from 'vitest';

import { consequences } from './consequences.ts';
import { chargedBy, type ProviderErrorCode } from './provider-error.ts';

type Row = readonly [
  code: ProviderErrorCode,
  submit: readonly [task: string, account: string, health: string] | 'cannot occur',
  poll: readonly [task: string, ticket: string, account: string, health: string] | 'cannot occur',
];

/** The plan's table of error codes, row by row: what the task, the ticket, the account and the health make of each. */
const plan: readonly Row[] = [
  ['task-invalid', ['give-up', 'none', 'none'], ['give-up', 'ends', 'none', 'none']],
  ['task-unsupported', ['next', 'forget-task-type', 'none'], ['next', 'ends', 'none', 'none']],
  ['task-over-limits', ['next', 'none', 'none'], 'cannot occur'],
  ['task-stale', ['refresh', 'none', 'none'], ['refresh', 'ends', 'none', 'none']],
  ['task-unsolvable', ['next', 'none', 'light'], ['next', 'ends', 'none', 'light']],
  ['ticket-lost', 'cannot occur', ['next', 'ends', 'none', 'light']],
  ['credentials-rejected', ['next', 'latch', 'none'], ['next', 'lives', 'latch', 'none']],
  ['funds-exhausted', ['next', 'latch', 'none'], ['next', 'lives', 'latch', 'none']],
  ['address-banned', ['next', 'latch', 'none'], ['next', 'lives', 'latch', 'none']],
  ['at-capacity', ['next', 'shrink', 'none'], ['stay', 'lives', 'cool-off', 'none']],
  ['rate-limited', ['next', 'cool-off', 'none'], ['stay', 'lives', 'cool-off', 'none']],
  ['unreachable', ['next', 'none', 'counted'], ['stay', 'lives', 'none', 'counted']],
  ['provider-unavailable', ['by-policy', 'none', 'counted'], ['stay', 'lives', 'none', 'counted']],
  ['outcome-unknown', ['by-policy', 'none', 'counted'], 'cannot occur'],
  [
    'protocol-violated',
    ['by-policy', 'none', 'counted'],
    ['stay', 'ends-on-third', 'none', 'counted'],
  ],
  ['unclassified', ['next-once', 'none', 'counted'], ['stay', 'ends-on-third', 'none', 'counted']],
  ['proxy-rejected', ['another-proxy', 'none', 'none'], ['another-proxy', 'ends', 'none', 'none']],
  ['report-refused', 'cannot occur', 'cannot occur'],
];

describe('consequences', () => {
  it('has a row for every code of the plan and no other', () => {
    expect(Object.keys(consequences).toSorted()).toEqual(plan.map(([code]) => code).toSorted());
  });

  it.each(plan)('draws those of %s that the plan lays down', (code, submit, poll) => {
    const { submit: ofSubmit, poll: ofPoll } = consequences[code];
    const drawn = {
      submit: [ofSubmit.task, ofSubmit.account, ofSubmit.health],
      poll: [ofPoll.task, ofPoll.ticket, ofPoll.account, ofPoll.health],
    };
    expect(drawn).toEqual({
      submit: submit === 'cannot occur' ? drawn.submit : submit,
      poll: poll === 'cannot occur' ? drawn.poll : poll,
    });
  });

  it('never blames a provider for what is the caller’s, a full or an empty account’s doing', () => {
    const blameless = [
      'task-invalid',
      'task-unsupported',
      'task-over-limits',
      'task-stale',
      'credentials-rejected',
      'funds-exhausted',
      'address-banned',
      'at-capacity',
      'rate-limited',
      'proxy-rejected',
      'report-refused',
    ] as const;
    for (const code of blameless) {
      expect([consequences[code].submit.health, consequences[code].poll.health]).toEqual([
        'none',
        'none',
      ]);
    }
  });

  it('touches nothing when a report is refused', () => {
    const { task, ticket, account, health } = consequences['report-refused'].poll;
    expect([task, ticket, account, health]).toEqual(['stay', 'lives', 'none', 'none']);
  });
});

describe('chargedBy', () => {
  const maybeAccepted: readonly ProviderErrorCode[] = [
    'outcome-unknown',
    'provider-unavailable',
    'protocol-violated',
  ];

  it.each(plan)('says of a submit that failed with %s what it may have cost', (code) => {
    expect(chargedBy(code, 'submit')).toBe(maybeAccepted.includes(code) ? 'unknown' : 'no');
  });

  it.each(plan)('takes a polled ticket for paid, also after %s', (code) => {
    expect(chargedBy(code, 'poll')).toBe('yes');
  });

  it.each(['report', 'balance', 'capacity'] as const)('holds a %s for free', (operation) => {
    expect(chargedBy('provider-unavailable', operation)).toBe('no');
  });
});
