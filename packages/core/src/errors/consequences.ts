import type { ProviderErrorCode } from './provider-error.ts';

/** What follows from a failed call, for the task, its ticket, the account and the provider's health. */
export interface Consequence {
  /**
   * What the task does: gives up, is ranked again (`next`, or `next-once` per task), asks its caller for a fresh
   * challenge, follows the policy for an unknown outcome, tries another offered proxy, or stays with its ticket.
   */
  readonly task:
    | 'give-up'
    | 'next'
    | 'next-once'
    | 'refresh'
    | 'by-policy'
    | 'another-proxy'
    | 'stay';
  /** What becomes of the ticket, where there is one. */
  readonly ticket: 'none' | 'lives' | 'ends' | 'ends-on-third';
  /** `forget-task-type`: of `raw`, one method is a type. */
  readonly account: 'none' | 'latch' | 'cool-off' | 'shrink' | 'forget-task-type';
  /** `counted` failures open the classic breaker; `light` ones weigh in the task type only. */
  readonly health: 'none' | 'light' | 'counted';
}

export interface ConsequencesByOperation {
  readonly submit: Consequence;
  /** Of a poll that resolved `failed`, or that was rejected; only the former ends a ticket at once. */
  readonly poll: Consequence;
}

const callersMistake: Consequence = {
  task: 'give-up',
  ticket: 'ends',
  account: 'none',
  health: 'none',
};
const nextProvider: Consequence = { task: 'next', ticket: 'ends', account: 'none', health: 'none' };
const latched: Consequence = { task: 'next', ticket: 'lives', account: 'latch', health: 'none' };
const maybeAccepted: Consequence = {
  task: 'by-policy',
  ticket: 'none',
  account: 'none',
  health: 'counted',
};
const keepPolling: Consequence = {
  task: 'stay',
  ticket: 'lives',
  account: 'none',
  health: 'counted',
};
const keepPollingTwice: Consequence = { ...keepPolling, ticket: 'ends-on-third' };
const coolOff: Consequence = { task: 'stay', ticket: 'lives', account: 'cool-off', health: 'none' };

const both = (consequence: Consequence): ConsequencesByOperation => ({
  submit: consequence,
  poll: consequence,
});

/** The one place that says what an error code leads to. Providers name codes; nobody else decides by them. */
export const consequences: Readonly<Record<ProviderErrorCode, ConsequencesByOperation>> = {
  'task-invalid': both(callersMistake),
  'task-unsupported': {
    submit: { ...nextProvider, account: 'forget-task-type' },
    poll: nextProvider,
  },
  'task-over-limits': both(nextProvider),
  'task-stale': both({ ...callersMistake, task: 'refresh' }),
  'task-unsolvable': both({ ...nextProvider, health: 'light' }),
  'ticket-lost': { submit: maybeAccepted, poll: { ...nextProvider, health: 'light' } },
  'credentials-rejected': both(latched),
  'funds-exhausted': both(latched),
  'address-banned': both(latched),
  'at-capacity': { submit: { ...nextProvider, account: 'shrink' }, poll: coolOff },
  'rate-limited': { submit: { ...nextProvider, account: 'cool-off' }, poll: coolOff },
  unreachable: { submit: { ...nextProvider, health: 'counted' }, poll: keepPolling },
  'provider-unavailable': { submit: maybeAccepted, poll: keepPolling },
  'outcome-unknown': { submit: maybeAccepted, poll: keepPolling },
  'protocol-violated': { submit: maybeAccepted, poll: keepPollingTwice },
  unclassified: {
    submit: { task: 'next-once', ticket: 'none', account: 'none', health: 'counted' },
    poll: keepPollingTwice,
  },
  'proxy-rejected': both({ ...callersMistake, task: 'another-proxy' }),
  'report-refused': both({ task: 'stay', ticket: 'lives', account: 'none', health: 'none' }),
};
