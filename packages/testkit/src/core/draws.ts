import { seededRandom } from '@understudy/core/testing';

/** One use of chance, with everything that is needed to repeat it. */
export interface Draw {
  /** Who asked: a rule's name, or the solve time. */
  readonly stream: string;
  /** What about: the task or the account. */
  readonly key: string;
  /** Which call with this key it was, from 1. */
  readonly call: number;
  /** Uniform in [0, 1). */
  readonly value: number;
}

/** Chance as a function of seed, stream, key and call: neither concurrency nor the order of arrival changes a draw. */
export type Draws = (of: Omit<Draw, 'value'>) => Draw;

/** Binds {@link Draws} to a seed. */
export function createDraws(seed: string): Draws {
  return ({ stream, key, call }) => {
    const value = seededRandom(JSON.stringify([seed, stream, key, call])).next();
    return { stream, key, call, value };
  };
}
