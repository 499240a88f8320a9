import type { Situation } from '../situation.ts';

/** A task that has just come, with two minutes to its deadline, ten seconds after the beginning of time. */
export const situation = (changes: Partial<Situation> = {}): Situation => ({
  taskId: 'task-1',
  taskType: 'turnstile',
  now: 10_000,
  deadlineAt: 130_000,
  stakes: { perSecond: 0.02, ofFailure: 5, usualPrice: 1 },
  candidates: [],
  live: [],
  isAwaited: false,
  isAnswerPending: false,
  isUntouched: true,
  current: undefined,
  shortWaitEndsAt: 70_000,
  chance: 0,
  ...changes,
});
