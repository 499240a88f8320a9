import * as z from 'zod';

import { strictObject } from '../provider/strict-object.ts';
import { stateCount, stateNameOf } from './hidden-state.ts';
import type { LearnedRates } from './learned-rates.ts';

const count = strictObject({ events: z.number().min(0), weight: z.number().positive() });

/** What a state filter knows, without the attempts in flight: JSON. */
export const filterSnapshotSchema = strictObject({
  /** Probabilities by the names of the states; what is unknown to this version is passed over. */
  states: z.record(z.string().max(60), z.number().min(0).max(1)),
  /** The last solve times that were believed, in milliseconds, the oldest first. */
  solveTimesMs: z.array(z.number().positive()).max(1_000),
  rates: strictObject({ fail: count, wrong: count }),
});

export interface FilterSnapshot {
  readonly states: Readonly<Record<string, number>>;
  readonly solveTimesMs: readonly number[];
  readonly rates: LearnedRates['counts'];
}

export const namedStates = (states: Float64Array): FilterSnapshot['states'] =>
  Object.fromEntries(Array.from(states, (probability, state) => [stateNameOf(state), probability]));

/** The probabilities in their places, or undefined where none of the names is known. */
export function placedStates(named: FilterSnapshot['states']): Float64Array | undefined {
  const states = Float64Array.from(
    { length: stateCount },
    (_, state) => named[stateNameOf(state)] ?? 0,
  );
  const sum = states.reduce((total, probability) => total + probability, 0);
  return sum > 0 ? states.map((probability) => probability / sum) : undefined;
}
