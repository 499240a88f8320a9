import { nearestWord } from '@understudy/core/provider';
import * as z from 'zod';

/** Says that a word is unknown, and which one was probably meant. */
export function describeUnknownWord(word: unknown, validWords: readonly string[]): string {
  const nearest = typeof word === 'string' ? nearestWord(word, validWords) : undefined;
  const hint =
    nearest === undefined ? `valid are ${validWords.join(', ')}` : `did you mean "${nearest}"?`;
  return `unknown word ${JSON.stringify(word)}, ${hint}`;
}

/** A schema for one of a few words, which names the nearest when another comes. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(
  words: Words,
): z.ZodType<Words[number], Words[number]> =>
  z.enum(words, { error: ({ input }) => describeUnknownWord(input, words) });
