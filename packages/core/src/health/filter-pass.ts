import { drift, driftBack } from './drift.ts';
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
  readonly now: number;
}

/** Probabilities of the hidden states, now and when the attempts of a bin were sent, by all that is known now. */
export class FilterPass {
  readonly now: number;
  readonly states: Float64Array;
  readonly #input: PassInput;
  readonly #forward: readonly Float64Array[];
  #smoothed: ReadonlyMap<EvidenceBin, Float64Array> | undefined;

  constructor(input: PassInput) {
    this.#input = input;
    this.now = input.now;
    const { prefix, bins, model, now } = input;
    const states = Float64Array.from(prefix);
    let at = input.prefixAt;
    this.#forward = bins.map((bin) => {
      drift(states, bin.at - at);
      at = Math.max(at, bin.at);
      weigh(states, bin, model);
      return Float64Array.from(states);
    });
    drift(states, now - at);
    this.states = states;
  }

  statesAt(bin: EvidenceBin): Float64Array {
    this.#smoothed ??= this.#goBack();
    return this.#smoothed.get(bin) ?? this.states;
  }

  #goBack(): ReadonlyMap<EvidenceBin, Float64Array> {
    const { bins, model, now } = this.#input;
    const smoothed = new Map<EvidenceBin, Float64Array>();
    const later = new Float64Array(stateCount).fill(1);
    let at = now;
    for (let index = bins.length - 1; index >= 0; index -= 1) {
      const bin = bins[index];
      const forward = this.#forward[index];
      if (bin === undefined || forward === undefined) continue;
      driftBack(later, at - bin.at);
      at = Math.min(at, bin.at);
      smoothed.set(bin, normalized(forward.map((value, state) => value * (later[state] ?? 0))));
      weigh(later, bin, model);
    }
    return smoothed;
  }
}

/** Multiplies by the likelihoods of a bin, in place, so that the sum is 1. */
export function weigh(states: Float64Array, bin: EvidenceBin, model: Model): void {
  const logs = bin.logLikelihoods(model);
  const highest = Math.max(...logs);
  const likelihoods = logs.map((log) => Math.exp(log - highest));
  for (let state = 0; state < stateCount; state += 1) {
    states[state] = (states[state] ?? 0) * (likelihoods[kindOf(state)] ?? 0);
  }
  normalize(states);
}

export function normalize(states: Float64Array): void {
  let sum = 0;
  for (let state = 0; state < states.length; state += 1) sum += states[state] ?? 0;
  const scale = sum > 0 ? 1 / sum : 0;
  for (let state = 0; state < states.length; state += 1)
    states[state] = (states[state] ?? 0) * scale;
}

function normalized(states: Float64Array): Float64Array {
  normalize(states);
  return states;
}
