/** Why a task stopped waiting for an attempt that may still be answered. */
export type LeftReason =
  | 'submit-timeout'
  | 'patience'
  | 'latched'
  | 'aborted'
  | 'deadline'
  | 'closed'
  | 'solved-elsewhere'
  | 'given-up';

const ofTheProvider: ReadonlySet<LeftReason> = new Set(['submit-timeout', 'patience', 'latched']);

/** Whether the task went for reasons that say nothing about the provider. */
export const isForeignToProvider = (why: LeftReason | undefined): boolean =>
  why !== undefined && !ofTheProvider.has(why);
