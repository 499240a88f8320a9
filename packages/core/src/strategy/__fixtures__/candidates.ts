import type { Candidate } from '../candidate.ts';

/** A provider that can take the task, first in `providers`, unless told otherwise. */
export const candidate = (providerId: string, changes: Partial<Candidate> = {}): Candidate => ({
  providerId,
  order: 0,
  weight: 1,
  price: undefined,
  failures: 0,
  isProbe: false,
  isLastResort: false,
  obstacle: undefined,
  firstWaitMs: 0,
  refusingSince: undefined,
  lookDue: undefined,
  expectedPlace: () => undefined,
  belief: () => ({ hypotheses: [], law: { mu: 9, sigma: 0.5 } }),
  ...changes,
});
