import { faultLengths, healthyMeanMs, onsetShare, stateCount } from './hidden-state.ts';

/**
 * Faults begin and end at random, each state at its own rate, so that what is known of an instant says what to expect of
 * a later one: exactly, in one step or in many. Only three totals couple the states: those of health, of all short
 * faults and of all long ones; within a total each state keeps its share of what came in meanwhile.
 */
type Matrix = readonly (readonly number[])[];

const classCount = 1 + faultLengths.length;
const at = (vector: ArrayLike<number>, index: number): number => vector[index] ?? 0;

/** The total to which a state belongs: 0 is health. */
const classOf = Uint8Array.from({ length: stateCount }, (_, state) =>
  state === 0 ? 0 : 1 + ((state - 1) % faultLengths.length),
);
const rates = [1 / healthyMeanMs, ...faultLengths.map(({ meanMs }) => 1 / meanMs)];
const onsets = Array.from({ length: stateCount }, (_, state) => onsetShare(state));
const classOnsets = Array.from({ length: classCount }, (_, index) =>
  onsets.reduce((sum, share, state) => sum + (at(classOf, state) === index ? share : 0), 0),
);
/** The share of a state in whatever comes into its total. */
const shares = Float64Array.from(onsets, (share, state) =>
  state === 0 ? 1 : share / at(classOnsets, at(classOf, state)),
);

/** Moves the probabilities on by a while, in place. */
export function drift(probabilities: Float64Array, elapsedMs: number): void {
  if (elapsedMs <= 0) return;
  prepareFor(elapsedMs);
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
      at(staying, own) * at(probabilities, state) + at(shares, state) * at(incoming, own);
  }
}

/** The transpose of {@link drift}: what is known later, as seen from a while before, in place. */
export function driftBack(likelihoods: Float64Array, elapsedMs: number): void {
  if (elapsedMs <= 0) return;
  prepareFor(elapsedMs);
  totals.fill(0);
  for (let state = 0; state < stateCount; state += 1) {
    const own = at(classOf, state);
    totals[own] = at(totals, own) + at(shares, state) * at(likelihoods, state);
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
export function longRun(): Float64Array {
  const weights = Float64Array.from(onsets, (share, state) =>
    state === 0 ? 1 / at(rates, 0) : share / at(rates, at(classOf, state)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** How totals change per millisecond: to the row, from the column. */
const generator: Matrix = Array.from({ length: classCount }, (_, to) =>
  Array.from({ length: classCount }, (__, from) => {
    if (to === from) return -at(rates, from);
    if (to === 0) return at(rates, from);
    return from === 0 ? at(rates, 0) * at(classOnsets, to) : 0;
  }),
);

/** By Sylvester's formula: the exponential of the generator is a sum over its eigenvalues, of which one is 0. */
const modes: readonly { readonly rate: number; readonly part: Float64Array }[] = (() => {
  const eigenvalues = [0, ...otherEigenvalues()];
  return eigenvalues.map((rate) => ({
    rate,
    part: Float64Array.from(
      eigenvalues
        .filter((other) => other !== rate)
        .reduce<Matrix>(
          (product, other) => times(product, shifted(other, 1 / (rate - other))),
          identity(),
        )
        .flat(),
    ),
  }));
})();

// Walked for every bin of every pass, so the memory is lent once and for all; nothing here waits in between.
const totals = new Float64Array(classCount);
const incoming = new Float64Array(classCount);
/** The chance that a state is not left within the while. */
const staying = new Float64Array(classCount);
/** The chances that a total of one kind goes over to another within the while: to the row, from the column. */
const moves = new Float64Array(classCount * classCount);

function prepareFor(elapsedMs: number): void {
  moves.fill(0);
  for (const { rate, part } of modes) {
    const weight = Math.exp(rate * elapsedMs);
    for (let place = 0; place < moves.length; place += 1) {
      moves[place] = at(moves, place) + weight * at(part, place);
    }
  }
  for (let own = 0; own < classCount; own += 1) {
    staying[own] = own === 0 ? 0 : Math.exp(-elapsedMs * at(rates, own));
  }
}

/** The roots of the characteristic polynomial but 0, which is one because nothing is lost. */
function otherEigenvalues(): readonly [number, number] {
  const [healthy, short, long] = [at(rates, 0), at(rates, 1), at(rates, 2)];
  const sum = healthy + short + long;
  const product = short * long + healthy * (at(classOnsets, 1) * long + at(classOnsets, 2) * short);
  const root = Math.sqrt(sum * sum - 4 * product);
  return [(-sum + root) / 2, (-sum - root) / 2];
}

function identity(): Matrix {
  return generator.map((row, to) => row.map((_, from) => (to === from ? 1 : 0)));
}

function shifted(eigenvalue: number, scale: number): Matrix {
  return generator.map((row, to) =>
    row.map((value, from) => (value - (to === from ? eigenvalue : 0)) * scale),
  );
}

function times(left: Matrix, right: Matrix): Matrix {
  return left.map((row) =>
    row.map((_, from) =>
      row.reduce((sum, value, via) => sum + value * at(right[via] ?? [], from), 0),
    ),
  );
}
