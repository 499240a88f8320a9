import type { LeminSolution } from '@understudy/core/provider';

import { textIn, textOf } from './read-field.ts';
import type { UnpackedAnswer } from './unpacked-answer.ts';

/** Reads `{ answer, challenge_id }`, where 2captcha's second API says `challenge_uuid`, or the answer alone. */
export function readLemin({ value, fields }: UnpackedAnswer): LeminSolution | undefined {
  const answer = fields === undefined ? textOf(value) : textIn(fields, ['answer']);
  if (answer === undefined) return undefined;
  const challengeId = textIn(fields ?? {}, ['challenge_id', 'challenge_uuid']);
  return { answer, ...(challengeId === undefined ? {} : { challengeId }) };
}
