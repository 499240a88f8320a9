import { type TicketToWatch, TicketWatch } from '../ticket-watch.ts';

/** The book on a ticket that nobody hears of. */
export const watchOf = (id: string, subject: Partial<TicketToWatch> = {}): TicketWatch =>
  new TicketWatch({
    hasCallback: false,
    attemptId: `attempt-${id}`,
    ticket: { id },
    taskType: 'turnstile',
    acceptedAt: 0,
    remainingMs: () => 1_000,
    onOutcome: () => undefined,
    onStranded: () => undefined,
    onUnanswered: () => undefined,
    ...subject,
  });
