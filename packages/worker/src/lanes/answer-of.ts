import type { Solved } from '@understudy/core';

import type { Answer } from '../jobs/answer.ts';

/** What of a solved task is data. */
export const answerOf = (solved: Solved): Answer => ({
  solution: solved.solution,
  providerId: solved.providerId,
  attemptId: solved.attemptId,
  cost: solved.cost,
  attempts: solved.attempts,
  ...(solved.expiresAtEpochMs === undefined ? {} : { expiresAtEpochMs: solved.expiresAtEpochMs }),
});
