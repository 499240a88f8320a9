import type { ProviderError } from '../errors/provider-error.ts';
import type { Money } from '../provider/money.ts';
import type { Solution } from '../provider/solution.ts';
import type { Ticket } from '../provider/ticket.ts';

/** How a ticket ended. */
export type TicketOutcome =
  | {
      readonly kind: 'solved';
      readonly solution: Solution;
      readonly billed: Money | undefined;
      readonly raw: string | undefined;
      /** When it was last known not to be solved, on the monotonic clock: a token is no older than that. */
      readonly lastNotReadyAt: number;
    }
  | { readonly kind: 'failed'; readonly error: ProviderError };

/** A paid ticket that somebody wants collected. */
export interface TicketToWatch {
  readonly attemptId: string;
  readonly ticket: Ticket;
  readonly taskType: string;
  /** On the monotonic clock; may lie before this process began. */
  readonly acceptedAt: number;
  /** Whether the service will announce the answer, so that polls are a fallback only. */
  readonly hasCallback: boolean;
  /** How long the answer is still of use. */
  remainingMs(): number;
  /** Called once. */
  onOutcome(outcome: TicketOutcome): void;
  /** The account was latched: this ticket's polls wait until it is not. */
  onStranded(): void;
  /** Asked about, and not ready; or it could not be asked about. */
  onUnanswered(): void;
}

/** The poller's book on one ticket. */
export class TicketWatch {
  readonly subject: TicketToWatch;
  lastNotReadyAt: number;
  /** No poll before: first the first wait, then the floor. */
  askableAt: number;
  /** When it is asked for next, as last put. */
  dueAt = 0;
  /** How often it is asked for by itself, as things are. */
  intervalMs = 0;
  /** Whether a poll is on its way. */
  isAsked = false;
  /** A callback came during that poll: the next one waits for the floor only. */
  isHurried = false;
  /** A callback came, and the poll that it asked for has not been answered yet. */
  isAnnounced = false;
  /** A batch did not speak of it: it is asked for by itself, once. */
  goesAlone = false;
  polls = 0;
  /** How many of them may have reached the service, which counts those that it refused too. */
  countedPolls = 0;
  /** Replies in a row that made no sense. */
  oddReplies = 0;
  isEnded = false;
  /** Whether somebody waits for the answer, or it is only salvaged. */
  isAwaited = true;

  constructor(subject: TicketToWatch) {
    this.subject = subject;
    this.lastNotReadyAt = subject.acceptedAt;
    this.askableAt = subject.acceptedAt;
  }
}
