import { consequences } from '../errors/consequences.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import { backoffMs } from '../health/backoff.ts';
import { longestCoolOffMs } from '../health/cool-off.ts';
import type { Verdict } from '../health/evidence.ts';
import type { Clock } from '../provider/clock.ts';
import type { PollResult } from '../provider/poll-result.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import type { Random } from '../provider/random.ts';
import { askOnce } from './ask-once.ts';
import { DueHeap } from './due-heap.ts';
import { lostTicket } from './lost-ticket.ts';
import { type PollSchedule, pollScheduleOf } from './poll-schedule.ts';
import { PollTimer } from './poll-timer.ts';
import { type TicketOutcome, type TicketToWatch, TicketWatch } from './ticket-watch.ts';

const maxPollsInFlight = 64;
const longestRestMs = 30_000;
/** So many replies in a row that make no sense end a ticket. */
const oddRepliesToEnd = 3;

const lifetimePassed = { why: 'its lifetime has passed', rawCode: 'lifetime-passed' };
const pollsSpent = { why: 'it was polled as often as the service allows', rawCode: 'polls-spent' };

export interface PollerOptions {
  readonly provider: ProviderV1;
  readonly clock: Clock;
  readonly random: Random;
  /** What each poll says of the provider's wire. */
  onPolled(verdict: Verdict): void;
  /** A poll failed; the ticket lives on. */
  onPollFailed(error: ProviderError, attemptId: string): void;
  /** A poll says that the account is at fault, or should slow down. */
  onAccountTrouble(error: ProviderError): void;
}

/**
 * Collects the tickets of one account: one timer over a heap of due polls. A poll is free and repeated until its
 * ticket has ended; failed polls slow the poller down and say nothing about a ticket.
 */
export class Poller {
  readonly #options: PollerOptions;
  readonly #schedule: PollSchedule;
  readonly #due = new DueHeap<TicketWatch>();
  readonly #calls = new AbortController();
  readonly #timer: PollTimer;
  #inFlight = 0;
  #awaitedCount = 0;
  #failuresInRow = 0;
  #restUntil = -Infinity;
  #isPaused = false;
  #isStopped = false;

  constructor(options: PollerOptions) {
    this.#options = options;
    this.#schedule = pollScheduleOf(options.provider.supports);
    this.#timer = new PollTimer(options.clock, () => this.#pump());
  }

  /** Polls a ticket until it ends, its lifetime has passed, or the poller is stopped. */
  watch(subject: TicketToWatch): TicketWatch {
    const watch = new TicketWatch(subject);
    this.#awaitedCount += 1;
    const { firstWaitMs } = this.#schedule.waits(subject);
    watch.askableAt = Math.max(subject.acceptedAt + firstWaitMs, this.#options.clock.now());
    this.#put(watch, watch.askableAt);
    this.#arm();
    return watch;
  }

  /** A callback says that the ticket is worth a poll: it is due now, within the service's floor. */
  hurry(watch: TicketWatch): void {
    const now = this.#options.clock.now();
    this.#put(watch, watch.polls === 0 ? now : Math.max(now, watch.askableAt));
    this.#pump();
  }

  /** Nobody waits for the answer any more: it is still collected, but keeps no script alive. */
  leaveToSalvage(watch: TicketWatch): void {
    if (!watch.isAwaited || watch.isEnded) return;
    watch.isAwaited = false;
    this.#awaitedCount -= 1;
    this.#arm();
  }

  /** Stops asking while the account is latched, and strands its tickets. They grow old all the same. */
  pause(): void {
    this.#isPaused = true;
    for (const { subject } of new Set(this.#due.items())) subject.onStranded();
    this.#arm();
  }

  /** Asks at once for every ticket that was due meanwhile, and for none before its time. */
  resume(): void {
    this.#isPaused = false;
    for (const watch of new Set(this.#due.drain())) this.#put(watch, watch.askableAt);
    this.#pump();
  }

  /** Ends every poll and timer. The tickets stay open at the service. */
  stop(): void {
    this.#isStopped = true;
    this.#calls.abort();
    this.#timer.clear();
  }

  #pump(): void {
    const now = this.#options.clock.now();
    while (this.#canGoOnAt(now) && (this.#due.nextDueAt ?? Infinity) <= now) {
      const watch = this.#due.pop();
      // Whoever was hurried stands there twice.
      if (watch === undefined || watch.isEnded || watch.isAsked || watch.dueAt > now) continue;
      if (this.#isPaused) this.#waitForExpiry(watch, now);
      // Failures are handled inside: nothing is left to reject.
      else void this.#poll(watch);
    }
    this.#arm();
  }

  #canGoOnAt(now: number): boolean {
    if (this.#isStopped) return false;
    return this.#isPaused || (now >= this.#restUntil && this.#inFlight < maxPollsInFlight);
  }

  #waitForExpiry(watch: TicketWatch, now: number): void {
    const { acceptedAt, taskType } = watch.subject;
    const expiresAt = acceptedAt + this.#schedule.lifetimeMs(taskType);
    if (now < expiresAt) this.#put(watch, expiresAt);
    else this.#endLost(watch, lifetimePassed);
  }

  /** Sets the one timer to the next poll. It keeps a script alive only for a ticket that somebody waits for. */
  #arm(): void {
    const dueAt = this.#due.nextDueAt;
    const isIdle = this.#isStopped || (!this.#isPaused && this.#inFlight >= maxPollsInFlight);
    if (dueAt === undefined || isIdle) return this.#timer.clear();
    const at = this.#isPaused ? dueAt : Math.max(dueAt, this.#restUntil);
    this.#timer.set(at, this.#awaitedCount > 0);
  }

  async #poll(watch: TicketWatch): Promise<void> {
    const sentAt = this.#options.clock.now();
    const lifetimeMs = this.#schedule.lifetimeMs(watch.subject.taskType);
    // A ticket gets at least one poll, however late: asking is free and it has been paid for.
    if (sentAt - watch.subject.acceptedAt > lifetimeMs && watch.polls > 0) {
      return this.#endLost(watch, lifetimePassed);
    }
    this.#inFlight += 1;
    watch.isAsked = true;
    const result = await askOnce(watch.subject, {
      ...this.#options,
      limitMs: this.#schedule.pollTimeoutMs,
      signal: this.#calls.signal,
    });
    this.#inFlight -= 1;
    watch.isAsked = false;
    if (this.#isStopped || watch.isEnded) return;
    watch.polls += 1;
    const failure = failureOf(result);
    if (failure !== undefined) this.#handleFailure(watch, { error: failure, sentAt });
    else if (!(result instanceof Error)) this.#handleResult(watch, { result, sentAt });
    this.#pump();
  }

  #handleResult(
    watch: TicketWatch,
    { result, sentAt }: { readonly result: PollResult; readonly sentAt: number },
  ): void {
    this.#failuresInRow = 0;
    watch.oddReplies = 0;
    watch.answeredPolls += 1;
    this.#options.onPolled('healthy');
    if (result.status === 'solved') {
      const { solution, billed, raw } = result;
      const { lastNotReadyAt } = watch;
      return this.#end(watch, { kind: 'solved', solution, billed, raw, lastNotReadyAt });
    }
    if (result.status === 'failed')
      return this.#end(watch, { kind: 'failed', error: result.error });
    watch.lastNotReadyAt = sentAt;
    if (watch.answeredPolls >= this.#schedule.maxPolls) {
      return this.#endLost(watch, pollsSpent);
    }
    this.#askAgain(watch);
  }

  #handleFailure(
    watch: TicketWatch,
    { error, sentAt }: { readonly error: ProviderError; readonly sentAt: number },
  ): void {
    const { ticket, account, health } = consequences[error.code].poll;
    // Polls that were under way when the rest began fail with the one that began it: one trouble, not many in a row.
    if (sentAt >= this.#restUntil) this.#failuresInRow += 1;
    if (health === 'counted') this.#options.onPolled('unhealthy');
    watch.oddReplies = ticket === 'ends-on-third' ? watch.oddReplies + 1 : 0;
    if (watch.oddReplies >= oddRepliesToEnd) return this.#end(watch, { kind: 'failed', error });
    this.#rest(watch.subject.taskType, error.retryAfterMs);
    this.#options.onPollFailed(error, watch.subject.attemptId);
    if (account !== 'none') this.#options.onAccountTrouble(error);
    if (account === 'latch') watch.subject.onStranded();
    this.#askAgain(watch);
  }

  /** Failed polls slow the whole account down: its service has trouble, not this ticket. */
  #rest(taskType: string, retryAfterMs: number | undefined): void {
    const { clock, random } = this.#options;
    const initialMs = Math.max(1, this.#schedule.intervalMs(taskType));
    const backedOffMs = backoffMs({
      initialMs,
      capMs: longestRestMs,
      failures: this.#failuresInRow,
      random,
    });
    const waitMs = Math.max(backedOffMs, Math.min(retryAfterMs ?? 0, longestCoolOffMs));
    this.#restUntil = Math.max(this.#restUntil, clock.now() + waitMs);
  }

  #askAgain(watch: TicketWatch): void {
    if (watch.isEnded) return;
    const now = this.#options.clock.now();
    const { floorMs, intervalMs } = this.#schedule.waits(watch.subject);
    watch.askableAt = now + floorMs;
    this.#put(watch, now + intervalMs);
  }

  #put(watch: TicketWatch, dueAt: number): void {
    watch.dueAt = dueAt;
    this.#due.push(watch, dueAt);
  }

  #endLost(watch: TicketWatch, reason: Parameters<typeof lostTicket>[1]): void {
    const error = lostTicket(this.#options.provider.id, reason);
    this.#end(watch, { kind: 'failed', error });
  }

  #end(watch: TicketWatch, outcome: TicketOutcome): void {
    watch.isEnded = true;
    if (watch.isAwaited) this.#awaitedCount -= 1;
    watch.subject.onOutcome(outcome);
  }
}

/** What a poll failed with. An account at fault ends no ticket that it has paid for, however the poll says so. */
function failureOf(result: PollResult | ProviderError): ProviderError | undefined {
  if (result instanceof Error) return result;
  if (result.status !== 'failed') return undefined;
  return consequences[result.error.code].poll.account === 'none' ? undefined : result.error;
}
