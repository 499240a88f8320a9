import {
  faultLengths,
  healthyMeanMs,
  onsetShare,
  type OnsetWeights,
  stateCount,
} from './hidden-state.ts';
import { identity, type Matrix, shifted, times } from './matrix.ts';

const classCount = 1 + faultLengths.length;
const at = (vector: ArrayLike<number>, index: number): number => vector[index] ?? 0;

/** The total to which a state belongs: 0 is health. */
const classOf = Uint8Array.from({ length: stateCount }, (_, state) =>
  state === 0 ? 0 : 1 + ((state - 1) % faultLengths.length),
);
/** How fast the states of a total are left, per millisecond. */
const rates = [1 / healthyMeanMs, ...faultLengths.map(({ meanMs }) => 1 / meanMs)];

// Walked for every bin of every pass, so the memory is lent once and for all; nothing here waits in between.
const totals = new Float64Array(classCount);
const incoming = new Float64Array(classCount);
/** The chance that a state is not left within the while. */
const staying = new Float64Array(classCount);
/** The chances that a total of one kind goes over to another within the while: to the row, from the column. */
const moves = new Float64Array(classCount * classCount);

/**
 * Faults begin and end at random, each state at its own rate, so that what is known of an instant says what to expect of
 * a later one: exactly, in one step or in many. Only three totals couple the states: those of health, of all short
 * faults and of all long ones; within a total each state keeps its share of what came in meanwhile.
 */
export class Drift {
  readonly #onsets: readonly number[];
  /** The share of a state in whatever comes into its total. */
  readonly #shares: Float64Array;
  readonly #modes: readonly Mode[];

  constructor(weights: OnsetWeights) {
    const onsets = Array.from({ length: stateCount }, (_, state) => onsetShare(state, weights));
    const ofClasses = Array.from({ length: classCount }, (_, index) =>
      onsets.reduce((sum, share, state) => sum + (at(classOf, state) === index ? share : 0), 0),
    );
    this.#onsets = onsets;
    this.#shares = Float64Array.from(onsets, (share, state) =>
      state === 0 ? 1 : share / at(ofClasses, at(classOf, state)),
    );
    this.#modes = modesOf(ofClasses);
  }

  /** Moves the probabilities on by a while, in place. */
  forward(probabilities: Float64Array, elapsedMs: number): void {
    if (elapsedMs <= 0) return;
    this.#prepareFor(elapsedMs);
    totals.fill(0);
    for (let state = 0; state < stateCount; state += 1) {
      const own = at(classOf, state);
      totals[own] = at(totals, own) + at(probabilities, state);
    }
    for (let own = 0; own < classCount; own += 1) {
      let after = 0;
      for (let from = 0; from < classCount; from += 1) {
        after += at(moves, own * classCount + from) * at(totals, from);
      }
      // What comes in is shared out; what was there keeps its own proportions for as long as it stays.
      incoming[own] = after - at(staying, own) * at(totals, own);
    }
    for (let state = 0; state < stateCount; state += 1) {
      const own = at(classOf, state);
      probabilities[state] =
        at(staying, own) * at(probabilities, state) + at(this.#shares, state) * at(incoming, own);
    }
  }

  /** The transpose of {@link forward}: what is known later, as seen from a while before, in place. */
  back(likelihoods: Float64Array, elapsedMs: number): void {
    if (elapsedMs <= 0) return;
    this.#prepareFor(elapsedMs);
    totals.fill(0);
    for (let state = 0; state < stateCount; state += 1) {
      const own = at(classOf, state);
      totals[own] = at(totals, own) + at(this.#shares, state) * at(likelihoods, state);
    }
    for (let own = 0; own < classCount; own += 1) {
      let expected = 0;
      for (let to = 0; to < classCount; to += 1) {
        expected += at(moves, to * classCount + own) * at(totals, to);
      }
      incoming[own] = expected - at(staying, own) * at(totals, own);
    }
    for (let state = 0; state < stateCount; state += 1) {
      const own = at(classOf, state);
      likelihoods[state] = at(staying, own) * at(likelihoods, state) + at(incoming, own);
    }
  }

  /** Before anything is known: the shares of time that the states last. */
  longRun(): Float64Array {
    const weights = Float64Array.from(this.#onsets, (share, state) =>
      state === 0 ? 1 / at(rates, 0) : share / at(rates, at(classOf, state)),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  }

  #prepareFor(elapsedMs: number): void {
    moves.fill(0);
    for (const { rate, part } of this.#modes) {
      const weight = Math.exp(rate * elapsedMs);
      for (let place = 0; place < moves.length; place += 1) {
        moves[place] = at(moves, place) + weight * at(part, place);
      }
    }
    for (let own = 0; own < classCount; own += 1) {
      staying[own] = own === 0 ? 0 : Math.exp(-elapsedMs * at(rates, own));
    }
  }
}

interface Mode {
  readonly rate: number;
  readonly part: Float64Array;
}

/** By Sylvester's formula: the exponential of the generator is a sum over its eigenvalues, of which one is 0. */
function modesOf(classOnsets: readonly number[]): readonly Mode[] {
  const generator = generatorOf(classOnsets);
  const eigenvalues = [0, ...otherEigenvalues(classOnsets)];
  return eigenvalues.map((rate) => {
    const others = eigenvalues.filter((other) => other !== rate);
    const part = others.reduce<Matrix>(
      (product, other) =>
        times(product, shifted(generator, { by: -other, scale: 1 / (rate - other) })),
      identity(classCount),
    );
    return { rate, part: Float64Array.from(part.flat()) };
  });
}

/** How totals change per millisecond: to the row, from the column. */
const generatorOf = (classOnsets: readonly number[]): Matrix =>
  Array.from({ length: classCount }, (_, to) =>
    Array.from({ length: classCount }, (__, from) => {
      if (to === from) return -at(rates, from);
      if (to === 0) return at(rates, from);
      return from === 0 ? at(rates, 0) * at(classOnsets, to) : 0;
    }),
  );

/** The roots of the characteristic polynomial but 0, which is one because nothing is lost. */
function otherEigenvalues(classOnsets: readonly number[]): readonly [number, number] {
  const [healthy, short, long] = [at(rates, 0), at(rates, 1), at(rates, 2)];
  const sum = healthy + short + long;
  const product = short * long + healthy * (at(classOnsets, 1) * long + at(classOnsets, 2) * short);
  const root = Math.sqrt(sum * sum - 4 * product);
  return [(-sum + root) / 2, (-sum - root) / 2];
}
