import { nearestWord, type OptionsInvalidError } from '@understudy/core/provider';

import { nearestIn } from '../faults/nearest-in.ts';

/** What the body of a refusal says. */
export interface AdminErrorBody {
  readonly error: {
    /** Path of the offending field, or the part of the request. */
    readonly field: string;
    readonly message: string;
    /** The valid word that was probably meant. */
    readonly nearest?: string | undefined;
  };
}

/** A request to the admin API that is refused. Nothing was changed. */
export class AdminError extends Error {
  override readonly name = 'AdminError';
  readonly status: number;
  readonly body: AdminErrorBody;

  constructor(status: number, error: AdminErrorBody['error']) {
    super(error.message);
    this.status = status;
    this.body = { error };
  }
}

/** A word that is none of the valid ones. */
export function unknownWord(
  status: number,
  {
    field,
    word,
    valid,
  }: { readonly field: string; readonly word: string; valid: readonly string[] },
): AdminError {
  const nearest = nearestWord(word, valid);
  const hint =
    nearest === undefined ? `there are ${valid.join(', ')}` : `did you mean "${nearest}"?`;
  return new AdminError(status, { field, message: `no ${field} "${word}": ${hint}`, nearest });
}

/** Invalid options as a refusal; the nearest word is quoted out of the message, where alone it is. */
export function refusalOf(error: OptionsInvalidError): AdminError {
  const { option: field, message } = error;
  return new AdminError(400, { field, message, nearest: nearestIn(message) });
}
