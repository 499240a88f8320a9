import type { TicketRecord } from '@understudy/core';

import type { Answer } from '../jobs/answer.ts';
import type { BoughtBecause, StoredAttempt } from '../store/stored-attempt.ts';

/** What earlier workers have left of a job. */
export interface TakenOver {
  /** Came after its worker's lease had passed. */
  readonly answer: Answer | undefined;
  /** Paid, and not known to have ended. */
  readonly openTickets: readonly TicketRecord[];
  /** Whether a purchase was begun of which nobody knows the outcome. */
  readonly isMaybePaid: boolean;
  /** Why anything would be bought now, if all the open tickets ended. */
  readonly because: BoughtBecause;
}

/** Reads the purchases of a job that was claimed before. */
export function takeOver(bought: readonly StoredAttempt[]): TakenOver {
  const openTickets = bought.flatMap(({ ticket, outcome }) =>
    ticket !== undefined && outcome === undefined ? [ticket] : [],
  );
  const isMaybePaid = bought.some(
    ({ ticket, outcome }) =>
      outcome === 'unknown' || (ticket === undefined && outcome === undefined),
  );
  return {
    answer: bought.find(({ answer }) => answer !== undefined)?.answer,
    openTickets,
    isMaybePaid,
    because: becauseOf({ isFirst: bought.every(isUnsent), isMaybePaid }),
  };
}

const isUnsent = ({ outcome }: StoredAttempt): boolean => outcome === 'recalled';

function becauseOf({
  isFirst,
  isMaybePaid,
}: {
  readonly isFirst: boolean;
  readonly isMaybePaid: boolean;
}): BoughtBecause {
  if (isFirst) return 'first';
  return isMaybePaid ? 'maybe-paid' : 'others-ended';
}
