import type { Candidate } from './candidate.ts';
import type { Score } from './score.ts';
import type { Weighed } from './weighed.ts';

/** What a task does next. */
export type Choice =
  | {
      readonly kind: 'attempt';
      readonly candidate: Candidate;
      /** All candidates, best first. */
      readonly ranked: readonly Candidate[];
      /** A second purchase beside one in flight, or a look at a provider that is avoided. */
      readonly why?: 'rescue' | 'probe' | undefined;
      /** How long after the purchase a rescue is thought of for the first time; by default a second. */
      readonly lookAfterMs?: number | undefined;
      /** What the choice was made by, for each provider that was weighed. */
      readonly scores?: ReadonlyMap<string, Score> | undefined;
      readonly weighed?: Weighed | undefined;
    }
  /** `until` is undefined when only an event can end the wait. */
  | {
      readonly kind: 'wait';
      readonly until: number | undefined;
      readonly ranked: readonly Candidate[];
      /** Whose slot it waits for, where that is thought better than to go to somebody who is free. */
      readonly for?: string | undefined;
    }
  | {
      readonly kind: 'fail';
      readonly ranked: readonly Candidate[];
      /** What a caller's strategy threw. */
      readonly cause?: Error | undefined;
    };
