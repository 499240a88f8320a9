import type { Ticket } from './ticket.ts';

/** A request that reached the callback URL, already bounded in size. */
export interface CallbackRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A callback is a hint: it names a ticket that is worth a poll. */
export interface CallbackNotice {
  readonly ticket?: Ticket | undefined;
}
