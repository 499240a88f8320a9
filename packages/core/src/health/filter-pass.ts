import type { Drift } from './drift.ts';
import type { EvidenceBin, Model } from './evidence-bin.ts';
import { kindOf, stateCount } from './hidden-state.ts';

/** Everything that a pass goes over. */
export interface PassInput {
  /** Probabilities of the states at an instant, before all bins. */
  readonly prefix: Float64Array;
  readonly prefixAt: number;
  /** In the order of their time. */
  readonly bins: readonly EvidenceBin[];
  readonly model: Model;
  readonly drift: Drift;
  readonly now: number;
}

/** Probabilities of the hidden states, now and when the attempts of a bin were sent, by all that is known now. */
export class FilterPass {
  readonly now: number;
  readonly states: Float64Array;
  readonly #input: PassInput;
  /** One row of states per bin: this is walked for every decision, so it is one block of memory. */
  readonly #forward: Float64Array;
  #smoothed: ReadonlyMap<EvidenceBin, Float64Array> | undefined;

  constructor(input: PassInput) {
    this.#input = input;
    this.now = input.now;
    const { prefix, bins, model, drift, now } = input;
    const states = Float64Array.from(prefix);
    const forward = new Float64Array(bins.length * stateCount);
    let at = input.prefixAt;
    let row = 0;
    for (const bin of bins) {
      drift.forward(states, bin.at - at);
      at = Math.max(at, bin.at);
      weigh(states, bin.likelihoods(model));
      forward.set(states, row);
      row += stateCount;
    }
    drift.forward(states, now - at);
    this.#forward = forward;
    this.states = states;
  }

  statesAt(bin: EvidenceBin): Float64Array {
    this.#smoothed ??= this.#goBack();
    return this.#smoothed.get(bin) ?? this.states;
  }

  #goBack(): ReadonlyMap<EvidenceBin, Float64Array> {
    const { bins, model, drift, now } = this.#input;
    const smoothed = new Map<EvidenceBin, Float64Array>();
    const later = new Float64Array(stateCount).fill(1);
    let at = now;
    for (let index = bins.length - 1; index >= 0; index -= 1) {
      const bin = bins[index];
      if (bin === undefined) continue;
      drift.back(later, at - bin.at);
      at = Math.min(at, bin.at);
      const row = this.#forward.slice(index * stateCount, (index + 1) * stateCount);
      for (let state = 0; state < stateCount; state += 1) {
        row[state] = (row[state] ?? 0) * (later[state] ?? 0);
      }
      normalize(row);
      smoothed.set(bin, row);
      weigh(later, bin.likelihoods(model));
    }
    return smoothed;
  }
}

/** Multiplies by likelihoods, one per kind, in place, so that the sum is 1. */
export function weigh(states: Float64Array, likelihoods: Float64Array): void {
  for (let state = 0; state < stateCount; state += 1) {
    states[state] = (states[state] ?? 0) * (likelihoods[kindOf(state)] ?? 0);
  }
  normalize(states);
}

export function normalize(states: Float64Array): void {
  let sum = 0;
  for (let state = 0; state < states.length; state += 1) sum += states[state] ?? 0;
  const scale = sum > 0 ? 1 / sum : 0;
  for (let state = 0; state < states.length; state += 1) {
    states[state] = (states[state] ?? 0) * scale;
  }
}
