import type { CallbackNotice } from '../provider/callback.ts';
import type { Ticket } from '../provider/ticket.ts';

/** What callbacks said of an attempt before there was a ticket to poll. */
export class EarlyCallback {
  #notice: CallbackNotice | undefined;

  /** Whether there was any. */
  get isHeard(): boolean {
    return this.#notice !== undefined;
  }

  /** The ticket that one of them named. */
  get ticket(): Ticket | undefined {
    return this.#notice?.ticket;
  }

  /** @returns whether it says more than those before. */
  note(notice: CallbackNotice): boolean {
    const isNews = !this.isHeard || (this.ticket === undefined && notice.ticket !== undefined);
    if (isNews || notice.ticket !== undefined) this.#notice = notice;
    return isNews;
  }
}
