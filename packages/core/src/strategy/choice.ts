import type { Candidate } from './candidate.ts';

/** What a task does next. */
export type Choice =
  | {
      readonly kind: 'attempt';
      readonly candidate: Candidate;
      /** All candidates, best first. */
      readonly ranked: readonly Candidate[];
      /** A second purchase beside one in flight, or a look at a provider that is avoided. */
      readonly why?: 'rescue' | 'probe' | undefined;
      /** What the choice was made by, in one line. */
      readonly terms?: string | undefined;
      /** What was forgone by not knowing how each avoided provider fares; added to its account. */
      readonly credits?: ReadonlyMap<string, number> | undefined;
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
