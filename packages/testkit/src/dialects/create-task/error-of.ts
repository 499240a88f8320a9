import type { Refusal } from '../../core/refusal.ts';
import type { WireStyle } from '../wire-style.ts';
import { type CreateTaskError, createTaskErrors } from './create-task-codes.ts';

/** The error of a refusal, as one service says it. */
export function errorOf(
  refusal: Refusal,
  { words = {}, errorIds }: Pick<WireStyle, 'words' | 'errorIds'>,
): CreateTaskError {
  const { errorId, errorCode, errorDescription } = createTaskErrors[refusal];
  return {
    errorId: errorIds === 'zero-one' ? 1 : errorId,
    errorCode: words[refusal] ?? errorCode,
    errorDescription,
  };
}
