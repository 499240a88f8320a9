import type { InvariantId } from './invariants/invariant.ts';
import type { PolicyName } from './policies.ts';

/** Invariants that a policy breaks by design, each with its reason. Whatever is not here holds for all. */
export const exemptions: Readonly<
  Record<PolicyName, Readonly<Partial<Record<InvariantId, string>>>>
> = {
  understudy: {},
  single: {},
  naive: {},
  classic: {},
  'cool-down': {},
  'p2c-ewma': {},
  oracle: { I9: 'it knows that nobody is there before the deadline, and fails without a try' },
};

export const exemptFrom = (policy: PolicyName): readonly InvariantId[] =>
  // Keys of a constant record are just its own names.
  Object.keys(exemptions[policy]) as InvariantId[];
