import { type SolveLaw, survival } from '../health/solve-law.ts';

/** The chance that something is open still: a part that never ends, and answers of a few paces. */
export class Mixture {
  readonly #law: SolveLaw;
  #endless = 0;
  /** Weights by slowness: hypotheses that differ in nothing else share one survival, which is what costs. */
  readonly #paces: number[] = [];
  readonly #weights: number[] = [];

  constructor(law: SolveLaw) {
    this.#law = law;
  }

  addEndless(weight: number): void {
    this.#endless += weight;
  }

  addPace(slowness: number, weight: number): void {
    const known = this.#paces.indexOf(slowness);
    if (known >= 0) this.#weights[known] = (this.#weights[known] ?? 0) + weight;
    else {
      this.#paces.push(slowness);
      this.#weights.push(weight);
    }
  }

  /** @param ageMs from acceptance. */
  openAt(ageMs: number): number {
    let chance = this.#endless;
    for (let index = 0; index < this.#paces.length; index += 1) {
      chance += (this.#weights[index] ?? 0) * survival(this.#law, ageMs, this.#paces[index]);
    }
    return chance;
  }
}
