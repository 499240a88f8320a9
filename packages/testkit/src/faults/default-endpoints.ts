import type { Endpoint } from '../core/service-call.ts';
import type { FaultKind } from './fault.ts';
import type { Saying } from './request-facts.ts';

const submit = ['submit'] as const;
const poll = ['poll'] as const;

/** Where a fault strikes when its rule names no endpoint; faults left out strike everywhere. */
export const defaultEndpoints: { readonly [K in FaultKind]?: readonly Endpoint[] } = {
  'never-ready': ['submit', 'poll'],
  'no-slot': submit,
  'zero-balance': submit,
  unsolvable: submit,
  slow: submit,
  'solve-time': submit,
  instant: submit,
  'wrong-answer': submit,
  'other-answer': poll,
  'task-lost': submit,
  uncharged: submit,
  'second-read': poll,
  'parameter-ignored': submit,
  'task-type-refused': submit,
  'report-refused': ['report'],
  'reply-id': submit,
  'unknown-status': poll,
  'pending-word': poll,
  'token-shape': poll,
  'solution-extras': poll,
  'price-shape': poll,
  'balance-shape': ['balance'],
  'batch-reply': poll,
};

const solved = ['solved'] as const;
const pending = ['pending'] as const;

/** What a sound service must be about to say for a fault to strike; faults left out strike whatever that is. */
export const defaultSayings: { readonly [K in FaultKind]?: readonly Saying[] } = {
  'other-answer': solved,
  'second-read': solved,
  'reply-id': ['accepted'],
  'unknown-status': pending,
  'pending-word': pending,
  'token-shape': solved,
  'solution-extras': solved,
  'price-shape': solved,
};
