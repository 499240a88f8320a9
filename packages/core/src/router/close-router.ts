import type { TicketRecord } from '../errors/ticket-record.ts';
import type { Clock } from '../provider/clock.ts';
import { afterLastWords, within } from '../seams/within.ts';
import type { Account } from './account.ts';
import type { Attempt } from './attempt.ts';
import type { CallbackBook } from './callback-book.ts';
import type { MaybePaidRecord, RunningWork } from './running-work.ts';

/** What a closed router leaves behind at the services. */
export interface Remains {
  /** Paid tickets that nobody collects any more: hand them to `resume`. */
  readonly openTickets: readonly TicketRecord[];
  readonly maybePaid: readonly MaybePaidRecord[];
}

const providersCloseWithinMs = 500;

export interface CloseOptions {
  readonly work: RunningWork;
  readonly accounts: readonly Account[];
  readonly callbacks: CallbackBook<Attempt>;
  readonly clock: Clock;
  readonly closed: AbortController;
  readonly graceMs: number;
}

/** Lets running tasks go on for a while, then ends everything and says what is left. */
export async function closeRouter({
  work,
  accounts,
  callbacks,
  clock,
  closed,
  graceMs,
}: CloseOptions): Promise<Remains> {
  if (graceMs > 0) await within({ clock, limitMs: graceMs }, () => work.whenIdle());
  const resumed = work.openTickets();
  work.closeRuns();
  // A submit of which nothing was written is recalled, and then is not maybe paid.
  await afterLastWords(undefined);
  const openTickets = new Map(
    [...resumed, ...work.openTickets()].map((record) => [record.attemptId, record]),
  );
  const remains = { openTickets: [...openTickets.values()], maybePaid: work.maybePaid() };
  for (const { poller } of accounts) poller.stop();
  closed.abort(new DOMException('The router was closed', 'AbortError'));
  callbacks.clear();
  work.forgetEnded();
  await within({ clock, limitMs: providersCloseWithinMs }, () =>
    Promise.allSettled(accounts.map(async ({ provider }) => provider.close?.())),
  );
  return remains;
}
