import type { Candidate } from './candidate.ts';
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
      /** What the choice was made by, in one line. */
      readonly terms?: string | undefined;
      /** The same for machines; absent where the ranking says it all. */
      readonly weighed?: Weighed | undefined;
      /** What was forgone by not knowing how each avoided provider fares; added to its account. */
      readonly credits?: ReadonlyMap<string, number> | undefined;
    }
  /** `until` is undefined when only an event can end the wait. */
  | {
      readonly kind: 'wait';
      readonly until: number | undefined;
      readonly ranked: readonly Candidate[];
    }
  | {
      readonly kind: 'fail';
      readonly ranked: readonly Candidate[];
      /** What a caller's strategy threw. */
      readonly cause?: Error | undefined;
    };
