import { consequences } from '../errors/consequences.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import type { PollManyEntry, PollResult } from '../provider/poll-result.ts';
import type { BatchTrust } from './batch-trust.ts';
import { failureOf } from './failure-of.ts';
import type { LearnedWaits } from './learned-waits.ts';
import { lostTicket } from './lost-ticket.ts';
import type { PollRest } from './poll-rest.ts';
import type { PollSchedule } from './poll-schedule.ts';
import type { PollerOptions } from './poller-options.ts';
import type { TicketQueue } from './ticket-queue.ts';
import type { TicketOutcome, TicketWatch } from './ticket-watch.ts';

/** So many replies in a row that make no sense end a ticket. */
const oddRepliesToEnd = 3;

export interface PollAftermathOptions extends PollerOptions {
  readonly schedule: PollSchedule;
  readonly waits: LearnedWaits;
  readonly rest: PollRest;
  readonly queue: TicketQueue;
  readonly trust: BatchTrust;
  /** Whether the poller has been stopped meanwhile: nothing follows any more. */
  isStopped(): boolean;
}

/** What a request came to. */
interface Asked<Reply> {
  readonly reply: Reply | ProviderError;
  readonly sentAt: number;
}

/** What follows from a poll or a batch: for its tickets, for the pace of the account and for its health. */
export class PollAftermath {
  readonly #options: PollAftermathOptions;

  constructor(options: PollAftermathOptions) {
    this.#options = options;
  }

  ofPoll(watch: TicketWatch, { reply, sentAt }: Asked<PollResult>): void {
    const failure = failureOf(reply);
    this.#noteSingle(failure, sentAt);
    watch.goesAlone = false;
    count(watch, failure);
    if (failure === undefined && !(reply instanceof Error)) {
      this.#noteReply();
      return this.#answered(watch, { result: reply, sentAt });
    }
    if (failure === undefined) return;
    this.#noteFailure(failure);
    watch.subject.onUnanswered();
    const isOdd = consequences[failure.code].poll.ticket === 'ends-on-third';
    watch.oddReplies = isOdd ? watch.oddReplies + 1 : 0;
    if (watch.oddReplies >= oddRepliesToEnd)
      return this.#end(watch, { kind: 'failed', error: failure });
    this.#slowDown([watch], { error: failure, sentAt });
  }

  /** An entry means what a poll of its ticket would. A batch that failed says nothing about any of its tickets. */
  ofBatch(
    watches: readonly TicketWatch[],
    { reply, sentAt }: Asked<readonly PollManyEntry[]>,
  ): void {
    const { trust, clock } = this.#options;
    if (reply instanceof Error) {
      for (const watch of watches) {
        count(watch, reply);
        watch.subject.onUnanswered();
      }
      this.#noteFailure(reply);
      if (blamesTheBatch(reply)) trust.noteFailed({ sentAt, now: clock.now() });
      return this.#slowDown(watches, { error: reply, sentAt });
    }
    if (reply.every(({ status }) => status === 'unanswered'))
      trust.noteFailed({ sentAt, now: clock.now() });
    else trust.noteAnswered();
    this.#ofEntries(watches, { entries: reply, sentAt });
  }

  /** A ticket is asked for no more, though nobody has answered. */
  endLost(watch: TicketWatch, reason: Parameters<typeof lostTicket>[1]): void {
    const error = lostTicket(this.#options.provider.id, reason);
    this.#end(watch, { kind: 'failed', error });
  }

  #ofEntries(
    watches: readonly TicketWatch[],
    { entries, sentAt }: { readonly entries: readonly PollManyEntry[]; readonly sentAt: number },
  ): void {
    const faults: { readonly watch: TicketWatch; readonly error: ProviderError }[] = [];
    let hasReplied = false;
    for (const [index, watch] of watches.entries()) {
      const entry = entries[index] ?? { status: 'unanswered' };
      if (this.#options.isStopped()) return;
      if (watch.isEnded) continue;
      const error = entry.status === 'unanswered' ? undefined : failureOf(entry);
      count(watch, error);
      if (error !== undefined) {
        faults.push({ watch, error });
        watch.subject.onUnanswered();
      } else if (entry.status === 'unanswered') {
        watch.goesAlone = true;
        watch.subject.onUnanswered();
        this.#askAgain(watch);
      } else {
        if (!hasReplied) this.#noteReply();
        hasReplied = true;
        this.#answered(watch, { result: entry, sentAt });
      }
    }
    // Last, because the account may be latched by it, and answers must not be late for that.
    const [first] = faults;
    if (first === undefined || this.#options.isStopped()) return;
    this.#slowDown(
      faults.map(({ watch }) => watch),
      { error: first.error, sentAt },
    );
  }

  #noteReply(): void {
    this.#options.rest.noteReply();
    this.#options.onPolled('healthy');
  }

  #noteFailure({ code }: ProviderError): void {
    if (consequences[code].poll.health === 'counted') this.#options.onPolled('unhealthy');
  }

  #noteSingle(failure: ProviderError | undefined, sentAt: number): void {
    const { trust, clock } = this.#options;
    const isAtFault = failure !== undefined && consequences[failure.code].poll.health === 'counted';
    if (failure === undefined || isAtFault)
      trust.noteSingle({ isAnswered: !isAtFault, sentAt, now: clock.now() });
  }

  #answered(
    watch: TicketWatch,
    { result, sentAt }: { readonly result: PollResult; readonly sentAt: number },
  ): void {
    watch.oddReplies = 0;
    if (result.status === 'solved') {
      const { solution, billed, raw } = result;
      const { lastNotReadyAt } = watch;
      return this.#end(watch, { kind: 'solved', solution, billed, raw, lastNotReadyAt });
    }
    if (result.status === 'failed')
      return this.#end(watch, { kind: 'failed', error: result.error });
    watch.lastNotReadyAt = sentAt;
    watch.subject.onUnanswered();
    this.#askAgain(watch);
  }

  /** One failure of the account, however many tickets had been asked for. */
  #slowDown(
    watches: readonly TicketWatch[],
    { error, sentAt }: { readonly error: ProviderError; readonly sentAt: number },
  ): void {
    const { schedule, rest, onPollFailed, onAccountTrouble } = this.#options;
    const [first] = watches;
    if (first === undefined) return;
    const { account } = consequences[error.code].poll;
    const { taskType, attemptId } = first.subject;
    const intervalMs = schedule.intervalMs(taskType);
    rest.start({ sentAt, intervalMs, retryAfterMs: error.retryAfterMs });
    onPollFailed(error, attemptId);
    if (account !== 'none') onAccountTrouble(error);
    for (const watch of watches) {
      if (account === 'latch') watch.subject.onStranded();
      this.#askAgain(watch);
    }
  }

  #askAgain(watch: TicketWatch): void {
    const { schedule, clock, waits, queue } = this.#options;
    if (watch.isEnded) return;
    if (watch.countedPolls >= schedule.maxPolls) return this.endLost(watch, 'pollsSpent');
    const now = clock.now();
    const { floorMs } = schedule.waits(watch.subject);
    watch.askableAt = now + floorMs;
    watch.intervalMs = waits.nextWaitMs(watch.subject, now - watch.subject.acceptedAt);
    queue.put(watch, watch.isHurried ? watch.askableAt : now + watch.intervalMs);
    watch.isHurried = false;
  }

  #end(watch: TicketWatch, outcome: TicketOutcome): void {
    this.#options.queue.end(watch);
    watch.subject.onOutcome(outcome);
  }
}

/** Another poll of a ticket is over. The service may have counted it unless nothing reached it. */
function count(watch: TicketWatch, failure: ProviderError | undefined): void {
  watch.polls += 1;
  watch.isAnnounced = watch.isHurried;
  if (failure?.code !== 'unreachable') watch.countedPolls += 1;
}

/** No connection, and trouble with the account, would have met any other request too. */
const blamesTheBatch = ({ code }: ProviderError): boolean =>
  code !== 'unreachable' && consequences[code].poll.account === 'none';
