import type { Rates } from './hidden-state.ts';
import { type SolveLaw, survival } from './solve-law.ts';

/** How one attempt stands or ended, as far as it says something of its provider. Ages in milliseconds from acceptance. */
export type Showing =
  | { readonly kind: 'rejected' }
  /** The reply to the submit is missing. */
  | { readonly kind: 'silent' }
  /** Accepted; of what became of it nothing is to be learned here. */
  | { readonly kind: 'accepted' }
  | { readonly kind: 'open'; readonly ageMs: number }
  /** The answer, or the news that there is none, came between two looks. */
  | { readonly kind: 'solved' | 'failed'; readonly fromMs: number; readonly toMs: number };

/** Keeps a surprise from proving too much. */
const least = 1e-4;

/** The chance of what an attempt shows, at a provider with such rates. */
export function likelihoodOf(showing: Showing, rates: Rates, law: SolveLaw): number {
  const accepted = 1 - rates.reject - rates.ambiguous;
  switch (showing.kind) {
    case 'rejected':
      return rates.reject;
    case 'silent':
      return rates.ambiguous;
    case 'accepted':
      return accepted;
    case 'open':
      return accepted * stillOpen({ rates, law, ageMs: showing.ageMs });
    default: {
      const ends = showing.kind === 'failed' ? rates.fail : 1 - rates.fail;
      const { fromMs, toMs } = showing;
      const inBetween =
        survival(law, fromMs, rates.slowness) - survival(law, toMs, rates.slowness) + least;
      return accepted * (1 - rates.never) * ends * inBetween;
    }
  }
}

/** The chance that an accepted task is still open at an age. */
export const stillOpen = ({
  rates: { never, slowness },
  law,
  ageMs,
}: {
  readonly rates: Rates;
  readonly law: SolveLaw;
  readonly ageMs: number;
}): number => never + (1 - never) * survival(law, ageMs, slowness);

/** The chance of a judgement of an answer. */
export const judgementLikelihood = (isRight: boolean, { wrong }: Rates): number =>
  isRight ? 1 - wrong : wrong;
