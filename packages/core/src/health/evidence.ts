/**
 * Where a failure shows: at the `submit`, at the `poll`, or in the `answer` that never came. A provider that accepts
 * everything and answers nothing fails at the last only, so each stage is counted by itself.
 */
export type Stage = 'submit' | 'poll' | 'answer';

/** What one event says of a provider's health. `inconclusive`, such as a caller's abort, says nothing. */
export type Verdict = 'healthy' | 'unhealthy' | 'inconclusive';

export interface Evidence {
  readonly stage: Stage;
  readonly verdict: Verdict;
}
