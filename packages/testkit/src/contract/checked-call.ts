import type { CallContext, Clock, Random } from '@understudy/core/provider';

import type { CheckedCall } from './check-context.ts';

export interface CallTerms {
  readonly clock: Clock;
  readonly random: Random;
  readonly attemptId: string;
}

/** A call's context as the router makes it, with the hands on its signals. */
export function checkedCall(terms: CallTerms, overrides: Partial<CallContext> = {}): CheckedCall {
  const [ender, recaller] = [new AbortController(), new AbortController()];
  return {
    context: {
      signal: ender.signal,
      recall: recaller.signal,
      remainingMs: 60_000,
      ...terms,
      ...overrides,
    },
    abort: (reason) => ender.abort(reason),
    recall: () => recaller.abort(new Error('the router recalls what is not written yet')),
  };
}
