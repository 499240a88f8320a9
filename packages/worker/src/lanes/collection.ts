import { isSolverError, type Router, type Solved, type TicketRecord } from '@understudy/core';

interface CollectionInit {
  readonly router: Router;
  /** How long an answer is of use to anybody, from now. */
  readonly remainingMs: () => number;
  readonly signal: AbortSignal;
  /** A ticket has ended without an answer. */
  readonly onEnded: (ticket: TicketRecord) => void;
}

/** Paid tickets on their way to an answer, collected side by side. Buys nothing. */
export class Collection {
  readonly #init: CollectionInit;
  readonly #answer = Promise.withResolvers<Solved>();
  #solved: Solved | undefined;
  #open: readonly Promise<void>[] = [];

  constructor(init: CollectionInit) {
    this.#init = init;
  }

  /** The first answer. Pending for ever when there is none. */
  get answer(): Promise<Solved> {
    return this.#answer.promise;
  }

  /** Whether no ticket is left that could be answered. */
  get isOver(): boolean {
    return this.#open.length === 0;
  }

  add(tickets: readonly TicketRecord[]): void {
    for (const ticket of tickets) {
      const collected = this.#collect(ticket).finally(() => {
        this.#open = this.#open.filter((other) => other !== collected);
      });
      this.#open = [...this.#open, collected];
    }
  }

  /** The first answer, or undefined as soon as no ticket is left that could be answered. */
  async outcome(): Promise<Solved | undefined> {
    await Promise.race([this.#answer.promise, Promise.all(this.#open)]);
    return this.#solved;
  }

  async #collect(ticket: TicketRecord): Promise<void> {
    const { router, remainingMs, signal, onEnded } = this.#init;
    try {
      const deadlineMs = Math.max(1, Math.floor(remainingMs()));
      this.#solved = await router.resume(ticket, { deadlineMs, signal });
      this.#answer.resolve(this.#solved);
    } catch (error) {
      // Any other error says nothing about the ticket: its provider may be unknown here, or the time was over.
      if (isSolverError(error) && error.code === 'all-attempts-failed') onEnded(ticket);
    }
  }
}
