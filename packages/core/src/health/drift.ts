import { faultLengths, healthyMeanMs, onsetShare, stateCount } from './hidden-state.ts';

const longestStepMs = 20_000;
const mostSteps = 64;

const lengthOf = (state: number): number => (state - 1) % faultLengths.length;
const at = (vector: Float64Array, index: number): number => vector[index] ?? 0;

/** Share of each state in all onsets. */
const shares = Float64Array.from({ length: stateCount }, (_, state) => onsetShare(state));

/** Faults begin and end with time: moves the probabilities on by a while, in place. */
export function drift(probabilities: Float64Array, elapsedMs: number): void {
  if (elapsedMs <= 0) return;
  const steps = Math.min(mostSteps, Math.ceil(elapsedMs / longestStepMs));
  const leaving = leavingIn(elapsedMs / steps);
  for (let step = 0; step < steps; step += 1) stepForward(probabilities, leaving);
}

/** The transpose of {@link drift}: what is known later, as seen from a while before, in place. */
export function driftBack(likelihoods: Float64Array, elapsedMs: number): void {
  if (elapsedMs <= 0) return;
  const steps = Math.min(mostSteps, Math.ceil(elapsedMs / longestStepMs));
  const leaving = leavingIn(elapsedMs / steps);
  for (let step = 0; step < steps; step += 1) stepBack(likelihoods, leaving);
}

/** Before anything is known: the shares of time that the states last. */
export function longRun(): Float64Array {
  const weights = Float64Array.from({ length: stateCount }, (_, state) =>
    state === 0 ? healthyMeanMs : at(shares, state) * (faultLengths[lengthOf(state)]?.meanMs ?? 0),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Mean durations: of health, then of each length of a fault. */
const meansMs = Float64Array.of(healthyMeanMs, ...faultLengths.map(({ meanMs }) => meanMs));

/** Which of the durations is a state's. */
const meanOf = Uint8Array.from({ length: stateCount }, (_, state) =>
  state === 0 ? 0 : 1 + lengthOf(state),
);

/** The chances that a state ends within a while, one per duration. */
type Leaving = Float64Array;

const leavingIn = (elapsedMs: number): Leaving =>
  meansMs.map((meanMs) => 1 - Math.exp(-elapsedMs / meanMs));

function stepForward(probabilities: Float64Array, leaving: Leaving): void {
  const falling = at(probabilities, 0) * at(leaving, 0);
  let healing = 0;
  for (let state = 1; state < stateCount; state += 1) {
    const before = at(probabilities, state);
    const recovering = before * at(leaving, meanOf[state] ?? 0);
    healing += recovering;
    probabilities[state] = before - recovering + falling * at(shares, state);
  }
  probabilities[0] = at(probabilities, 0) - falling + healing;
}

function stepBack(likelihoods: Float64Array, leaving: Leaving): void {
  const well = at(likelihoods, 0);
  let fallen = 0;
  for (let state = 1; state < stateCount; state += 1) {
    const before = at(likelihoods, state);
    fallen += at(shares, state) * before;
    likelihoods[state] = before + at(leaving, meanOf[state] ?? 0) * (well - before);
  }
  likelihoods[0] = well + at(leaving, 0) * (fallen - well);
}
