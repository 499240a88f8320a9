import type { TicketRecord } from '../errors/ticket-record.ts';
import type { TicketOutcome, TicketWatch } from '../polling/ticket-watch.ts';
import type { Ticket } from '../provider/ticket.ts';
import type { AttemptInit } from './attempt-init.ts';
import { runHook } from './hooks.ts';
import type { RouterServices } from './router-services.ts';

export interface CollectOptions {
  readonly init: AttemptInit;
  readonly services: RouterServices;
  readonly ticket: Ticket;
  /** On the monotonic clock. */
  readonly acceptedAt: number;
  /** The ticket as another process would need it; from here on it is known. */
  onRecorded(record: TicketRecord): void;
  onWatched(watch: TicketWatch): void;
  onOutcome(outcome: TicketOutcome): void;
  onStranded(): void;
  onUnanswered(): void;
}

/** Tells the caller of a paid ticket, then has it polled. */
export async function collectTicket(options: CollectOptions): Promise<void> {
  const { init, services, ticket, acceptedAt, onOutcome, onStranded, onUnanswered } = options;
  const { clock, closed, emit } = services;
  const { attemptId, account, task, hooks } = init;
  const names = { attemptId, providerId: account.id };
  const acceptedAtEpochMs = clock.epochMs() - (clock.now() - acceptedAt);
  const record = { ...names, ticket, taskType: task.type, acceptedAtEpochMs };
  options.onRecorded(record);
  if ((await runHook(hooks.onAccepted, { record, clock, closed })) !== undefined) {
    emit({ type: 'hook-failed', ...names, hook: 'onAccepted' });
  }
  const watch = account.poller.watch({
    hasCallback: init.callbackUrl !== undefined,
    attemptId,
    ticket,
    taskType: task.type,
    acceptedAt,
    remainingMs: () => init.remainingMs(),
    onOutcome,
    onStranded,
    onUnanswered,
  });
  options.onWatched(watch);
}
