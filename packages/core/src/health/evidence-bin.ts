import type { KindRates } from './hidden-state.ts';
import { judgementLikelihood, likelihoodOf, type Showing, stillOpen } from './likelihood.ts';
import type { SolveLaw } from './solve-law.ts';

/** What the likelihoods of a bin are computed with. */
export interface Model {
  readonly kinds: readonly KindRates[];
  readonly law: SolveLaw;
}

/** The end of one attempt, or a judgement of its answer. */
export type Lesson =
  | { readonly kind: 'solved' | 'failed'; readonly durationMs: number }
  | { readonly kind: 'judged'; readonly isRight: boolean };

const logOf = (likelihood: number): number => Math.log(Math.max(likelihood, 1e-300));

/** Attempts that were sent at nearly the same time, and what they say together of the provider at that time. */
export class EvidenceBin {
  /** When the first and the last of them were sent, on the monotonic clock. */
  readonly firstAt: number;
  lastAt: number;
  /** Attempts that may still show something. */
  readonly members = new Set<string>();
  /** What can be learned from it once it is known how healthy the provider was. */
  readonly lessons: Lesson[] = [];
  /** Logarithms of likelihoods, one per kind, of what can change no more. */
  readonly #settled: Float64Array;
  #openCount = 0;
  #openAgesMs = 0;
  #total: { readonly likelihoods: Float64Array; readonly by: Model | undefined } | undefined;

  constructor(at: number, kinds: number) {
    this.firstAt = at;
    this.lastAt = at;
    this.#settled = new Float64Array(kinds);
  }

  get at(): number {
    return (this.firstAt + this.lastAt) / 2;
  }

  /** An attempt is in flight, or not any more, and was seen to be unanswered at an age. */
  count(change: 1 | -1, ageMs: number): void {
    this.#openCount += change;
    this.#openAgesMs += change * ageMs;
    this.#total = undefined;
  }

  /** An attempt in flight is older now. */
  age(byMs: number): void {
    this.#openAgesMs += byMs;
    this.#total = undefined;
  }

  show(showing: Showing, { kinds, law }: Model): void {
    this.#add(kinds.map(({ rates }) => likelihoodOf(showing, rates, law)));
  }

  judge(isRight: boolean, { kinds }: Model): void {
    this.#add(kinds.map(({ rates }) => judgementLikelihood(isRight, rates)));
  }

  /** Takes in the attempts of the bin that follows. */
  absorb(next: EvidenceBin): void {
    this.lastAt = next.lastAt;
    this.#openCount += next.#openCount;
    this.#openAgesMs += next.#openAgesMs;
    this.lessons.push(...next.lessons);
    for (const [index, value] of next.#settled.entries()) {
      this.#settled[index] = (this.#settled[index] ?? 0) + value;
    }
    this.#total = undefined;
  }

  /** The likelihoods of all that it holds, one per kind, the greatest of them 1. */
  likelihoods(model: Model): Float64Array {
    // What is settled stays as it was judged; what is open is judged by what is known of the times now.
    const by = this.#openCount === 0 ? undefined : model;
    if (this.#total?.by !== by || this.#total === undefined) {
      this.#total = { likelihoods: this.#likelihoodsBy(model), by };
    }
    return this.#total.likelihoods;
  }

  #likelihoodsBy({ kinds, law }: Model): Float64Array {
    const ageMs = this.#openAgesMs / Math.max(1, this.#openCount);
    const logs = this.#settled.map((settled, index) => {
      const rates = kinds[index]?.rates;
      if (this.#openCount === 0 || rates === undefined) return settled;
      const accepted = 1 - rates.reject - rates.ambiguous;
      return settled + this.#openCount * logOf(accepted * stillOpen({ rates, law, ageMs }));
    });
    let highest = -Infinity;
    for (const log of logs) highest = Math.max(highest, log);
    return logs.map((log) => Math.exp(log - highest));
  }

  #add(likelihoods: readonly number[]): void {
    for (const [index, likelihood] of likelihoods.entries()) {
      this.#settled[index] = (this.#settled[index] ?? 0) + logOf(likelihood);
    }
    this.#total = undefined;
  }
}
