import type { SolveTimeLaw } from './solve-time.ts';

/** What a fault asks of the service while it handles a request; without orders it does its work soundly. */
export interface Orders {
  /** How a task that is accepted now is going to end. */
  readonly fate?: 'unsolvable' | 'never';
  /** Whether a task that ends unsolvable by these orders gives its price back. */
  readonly isRefunded?: boolean;
  /** Multiplies the solve time of a task that is accepted now. */
  readonly slowFactor?: number;
  /** The task is solved the instant it is accepted. */
  readonly isInstant?: boolean;
  /** How long a task takes that is accepted now. */
  readonly solveTime?: SolveTimeLaw;
  /** A task that is accepted now gets an answer that nobody takes. */
  readonly isWrong?: boolean;
  /** A task that is accepted now costs nothing. */
  readonly isFree?: boolean;
  /** The task is forgotten, whether it is accepted or asked about. */
  readonly isForgotten?: boolean;
  /** The parameter of a submit that is not looked at. */
  readonly ignores?: string;
  /** What a poll says of every task that it could say something else of. */
  readonly pollSays?: 'pending' | 'unsolvable' | 'other-answer';
  /** What it says of a task whose answer a poll has had. */
  readonly secondRead?: 'pending' | 'unsolvable' | 'other-token' | 'unknown-id';
}
