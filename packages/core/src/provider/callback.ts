import type { Ticket } from './ticket.ts';

/** A request that reached the callback URL of one attempt, bounded in size. */
export interface CallbackRequest {
  readonly method: 'GET' | 'POST';
  /** With the query that the service may have added. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Type of the task that the callback URL was made for: a ticket may need it. */
  readonly taskType: string;
}

/** A callback is a hint that a ticket is worth a poll. Nothing else in it is believed. */
export interface CallbackNotice {
  /** The task that it names; brings back a ticket whose submit was never answered. */
  readonly ticket?: Ticket | undefined;
}
