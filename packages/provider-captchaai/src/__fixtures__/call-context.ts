import type { CallContext } from '@understudy/core/provider';
import { seededRandom, VirtualClock } from '@understudy/core/testing';

/** A context as the router hands it to a call, in virtual time. */
export const callContext = (overrides: Partial<CallContext> = {}): CallContext => ({
  signal: new AbortController().signal,
  recall: new AbortController().signal,
  clock: new VirtualClock(),
  random: seededRandom(7),
  attemptId: 'attempt-1',
  remainingMs: 60_000,
  ...overrides,
});
