import type { JournalEvent } from './journal-event.ts';
import type { JournalTask } from './journal-task.ts';

/** The journal as plain data, at one instant: what verdicts are made from. */
export interface JournalRecord {
  readonly seed: string;
  /** The file to which the run is recorded, if it is. */
  readonly recordedAt?: string | undefined;
  readonly events: readonly JournalEvent[];
  readonly tasks: readonly JournalTask[];
}
