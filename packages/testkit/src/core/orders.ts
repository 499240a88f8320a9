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
  /** What a poll says of every task that it could say something else of. */
  readonly pollSays?: 'pending' | 'unsolvable';
}
