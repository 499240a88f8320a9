import { isSolverError, type Router, type Solved, type TicketRecord } from '@understudy/core';

interface CollectionInit {
  readonly router: Router;
  readonly tickets: readonly TicketRecord[];
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  /** A ticket has ended without an answer. */
  readonly onEnded: (ticket: TicketRecord) => void;
}

/** Paid tickets of earlier workers on their way to an answer. */
export interface Collection {
  /** The first answer. Pending for ever when there is none. */
  readonly answer: Promise<Solved>;
  /** Resolves when no ticket is left that could be answered. */
  readonly isOver: Promise<void>;
  readonly isEmpty: boolean;
  /** Whether {@link isOver} has resolved. */
  isDone(): boolean;
}

/** Collects tickets side by side; buys nothing. */
export function collectTickets(init: CollectionInit): Collection {
  const { router, tickets, deadlineMs, signal, onEnded } = init;
  const answer = Promise.withResolvers<Solved>();
  const collect = async (ticket: TicketRecord): Promise<void> => {
    try {
      answer.resolve(await router.resume(ticket, { deadlineMs, signal }));
    } catch (error) {
      // Any other error says nothing about the ticket: its provider may be unknown here, or the time was over.
      if (isSolverError(error) && error.code === 'all-attempts-failed') onEnded(ticket);
    }
  };
  let isDone = tickets.length === 0;
  const isOver = Promise.all(tickets.map(collect)).then(() => {
    isDone = true;
  });
  return {
    answer: answer.promise,
    isOver,
    isEmpty: tickets.length === 0,
    isDone: () => isDone,
  };
}
