import type { Rates } from './hidden-state.ts';

/** Old attempts are forgotten: what is learned weighs no more than so many of them. */
const mostWeight = 1_000;

interface Count {
  events: number;
  weight: number;
}

/** How often a provider fails and errs while it is healthy; the other rates are as usual. */
export class LearnedRates {
  readonly #usual: Rates;
  #fail: Count = { events: 1.6, weight: 40 };
  #wrong: Count = { events: 0.6, weight: 300 };

  constructor(usual: Rates) {
    this.#usual = usual;
  }

  get rates(): Rates {
    return { ...this.#usual, fail: share(this.#fail), wrong: share(this.#wrong) };
  }

  /** @param weight how probable it is that the provider was healthy at the time. */
  learnEnd(isFailed: boolean, weight: number): void {
    this.#fail = learned(this.#fail, { isEvent: isFailed, weight });
  }

  learnJudgement(isRight: boolean, weight: number): void {
    this.#wrong = learned(this.#wrong, { isEvent: !isRight, weight });
  }

  get counts(): { readonly fail: Readonly<Count>; readonly wrong: Readonly<Count> } {
    return { fail: this.#fail, wrong: this.#wrong };
  }

  restore({ fail, wrong }: LearnedRates['counts']): void {
    this.#fail = { ...fail };
    this.#wrong = { ...wrong };
  }
}

const share = ({ events, weight }: Count): number => events / weight;

function learned(
  { events, weight }: Count,
  news: { readonly isEvent: boolean; readonly weight: number },
): Count {
  const kept = weight + news.weight > mostWeight ? mostWeight / (weight + news.weight) : 1;
  return {
    events: (events + (news.isEvent ? news.weight : 0)) * kept,
    weight: (weight + news.weight) * kept,
  };
}
