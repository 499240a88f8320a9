/**
 * Where a failure shows: at the `submit`, at the `poll`, in the `answer` that never came, or in the caller's `judgement`
 * of one. A provider that accepts everything and answers nothing fails at one stage only, so each is counted by itself.
 */
export type Stage = 'submit' | 'poll' | 'answer' | 'judgement';

/** What one event says of a provider's health. `inconclusive`, such as a caller's abort, says nothing. */
export type Verdict = 'healthy' | 'unhealthy' | 'inconclusive';

export interface StageVerdict {
  readonly stage: Stage;
  readonly verdict: Verdict;
}
