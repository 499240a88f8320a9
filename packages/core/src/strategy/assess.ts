import type { Belief } from './belief.ts';
import { expectedLosses, type LossContext, type LossTerms } from './expected-loss.ts';

/** What a provider asks, and what is believed of it. */
export interface Assessable {
  readonly providerId: string;
  /** In the comparison currency; undefined where no price is known. */
  readonly price: number | undefined;
}

export interface Assessed<T extends Assessable> {
  readonly subject: T;
  /** Also where none is known. */
  readonly price: number;
  readonly belief: Belief;
  readonly terms: LossTerms;
}

/** What a task is expected to cost at each of these providers, in their order. An unknown price is taken for the usual one. */
export function assess<T extends Assessable>(
  subjects: readonly T[],
  context: LossContext & { beliefOf(subject: T): Belief },
): readonly Assessed<T>[] {
  const prospects = subjects.map((subject) => ({
    subject,
    providerId: subject.providerId,
    price: subject.price ?? context.stakes.usualPrice,
    belief: context.beliefOf(subject),
  }));
  const terms = expectedLosses(prospects, context);
  return prospects.flatMap(({ subject, belief, price }, index) => {
    const of = terms[index];
    return of === undefined ? [] : [{ subject, belief, price, terms: of }];
  });
}

/** Losses that differ by less than this share are a tie. */
export const tie = 0.01;

/** Neither what is expected of it nor what could be hoped for speaks for leaving the best: nothing is to be found out. */
export const isTie = (other: LossTerms, best: LossTerms): boolean =>
  other.loss <= best.loss * (1 + tie) && other.healthyLoss >= best.healthyLoss * (1 - tie);
