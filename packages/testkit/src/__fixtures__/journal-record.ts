import type { JournalRecord } from '../journal/journal-record.ts';
import type { JournalTask } from '../journal/journal-task.ts';
import type { RouterAttempt } from '../journal/router-decisions.ts';

/** A task that was accepted, solved and delivered, but for what is said otherwise. */
export const journalTask = (
  changes: Partial<JournalTask> & { readonly id: string },
): JournalTask => ({
  type: 'turnstile',
  fingerprint: 'login',
  account: 'account-1',
  state: 'solved',
  acceptedAt: 0,
  chargedAmount: 0.003,
  isRefunded: false,
  readyAt: 10_000,
  acceptanceDeliveredAt: 10,
  deliveredAt: 12_000,
  finalDeliveredAt: 12_000,
  polls: 1,
  pollsAfterFinal: 0,
  ...changes,
});

/** A journal of these tasks. */
export const recordOf = (...tasks: readonly JournalTask[]): JournalRecord => ({
  seed: '7',
  events: [],
  tasks,
});

/** The first attempt of the solve `login` at the provider `lead`, but for what is said otherwise. */
export const attempt = (changes: Partial<RouterAttempt>): RouterAttempt => ({
  taskId: 'login',
  attemptId: 'login/1',
  providerId: 'lead',
  outcome: 'accepted',
  reason: 'first',
  explained: false,
  ...changes,
});
