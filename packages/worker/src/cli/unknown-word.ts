import { nearestWord } from '@understudy/core/provider';

import { CliError } from './cli-error.ts';

/** A word that is none of the valid ones, with the nearest. */
export function unknownWord(
  what: string,
  { word, valid }: { readonly word: string; readonly valid: readonly string[] },
): CliError {
  const nearest = nearestWord(word, valid);
  const hint =
    nearest === undefined ? `there are ${valid.join(', ')}` : `did you mean "${nearest}"?`;
  return new CliError(`no ${what} "${word}", ${hint}`);
}
