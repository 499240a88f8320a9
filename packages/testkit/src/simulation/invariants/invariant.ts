import type { Happening } from './happening.ts';
import type { WorldFacts } from './world-facts.ts';
import type { WorldRecord } from './world-record.ts';

/** The sixteen, by their numbers in the plan. */
export type InvariantId =
  | 'I1'
  | 'I2'
  | 'I3'
  | 'I4'
  | 'I5'
  | 'I6'
  | 'I7'
  | 'I8'
  | 'I9'
  | 'I10'
  | 'I11'
  | 'I12'
  | 'I13'
  | 'I14'
  | 'I15'
  | 'I16';

/** A rule that did not hold. */
export interface Violation {
  readonly invariant: InvariantId;
  /** On the monotonic clock of the world. */
  readonly atMs: number;
  readonly taskId?: string | undefined;
  readonly message: string;
}

/** What an invariant sees, and where it says what it found. */
export interface Scope {
  readonly facts: WorldFacts;
  readonly record: WorldRecord;
  /** Counts one check; the message is made only when it fails. */
  check(isHeld: boolean, message: () => string, taskId?: string): void;
}

/** Watches one world: hears everything after the record did, and judges at the end what only then can be judged. */
export interface Observer {
  hear(happening: Happening): void;
  end?(): void;
}

/** A rule that holds in every world. Pure: it learns only what it hears. */
export type Invariant = (scope: Scope) => Observer;
