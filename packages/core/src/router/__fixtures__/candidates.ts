import type { Candidate } from '../rank-candidates.ts';

/** A provider that can take the task, first in `providers`, unless told otherwise. */
export const candidate = (providerId: string, changes: Partial<Candidate> = {}): Candidate => ({
  providerId,
  order: 0,
  price: undefined,
  failures: 0,
  isProbe: false,
  isLastResort: false,
  obstacle: undefined,
  ...changes,
});
