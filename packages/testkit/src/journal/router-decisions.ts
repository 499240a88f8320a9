/** What a router says of one attempt. */
export interface RouterAttempt {
  /** The router's id of the solve, the same for all its attempts. */
  readonly taskId: string;
  readonly attemptId: string;
  readonly providerId: string;
  /** The id that the service gave to the task, where the router has one. */
  readonly ticketId?: string | undefined;
  /** `unknown`: sent, and no reply came. */
  readonly outcome: 'accepted' | 'unknown' | 'refused';
  /** Why this attempt was made. */
  readonly reason: string;
  /** Whether a logged decision (patience, rescue, failover) asked for it. The first attempt of a solve needs none. */
  readonly explained: boolean;
}

/** A router's side of the story, as plain data, in the order in which it happened. */
export interface RouterDecisions {
  readonly attempts: readonly RouterAttempt[];
  /** Tickets that are still to be collected. */
  readonly openTicketIds?: readonly string[] | undefined;
  /** Which of the providers stands for this fake; without it, attempts at all of them may be meant. */
  readonly providerId?: string | undefined;
}
