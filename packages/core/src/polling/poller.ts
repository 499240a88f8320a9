import { consequences } from '../errors/consequences.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import type { Verdict } from '../health/evidence.ts';
import type { Clock } from '../provider/clock.ts';
import type { PollResult } from '../provider/poll-result.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import type { Random } from '../provider/random.ts';
import { askOnce } from './ask-once.ts';
import { DueHeap } from './due-heap.ts';
import { lostTicket } from './lost-ticket.ts';
import type { SolveLaw } from '../health/solve-law.ts';
import { LearnedWaits } from './learned-waits.ts';
import { PollRest } from './poll-rest.ts';
import { type PollSchedule, pollScheduleOf } from './poll-schedule.ts';
import { PollTimer } from './poll-timer.ts';
import { type TicketOutcome, type TicketToWatch, TicketWatch } from './ticket-watch.ts';

const maxPollsInFlight = 64;
/** So many replies in a row that make no sense end a ticket. */
const oddRepliesToEnd = 3;

export interface PollerOptions {
  readonly provider: ProviderV1;
  readonly clock: Clock;
  readonly random: Random;
  /** How long answers of a type take, once it is known. */
  lawOf?(taskType: string): SolveLaw | undefined;
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
  readonly #rest: PollRest;
  readonly #waits: LearnedWaits;
  #inFlight = 0;
  #awaitedCount = 0;
  #isPaused = false;
  #isStopped = false;

  constructor(options: PollerOptions) {
    this.#options = options;
    this.#schedule = pollScheduleOf(options.provider.supports);
    this.#timer = new PollTimer(options.clock, () => this.#pump());
    this.#rest = new PollRest(options);
    this.#waits = new LearnedWaits({ ...options, schedule: this.#schedule });
  }

  /** Polls a ticket until it ends, its lifetime has passed, or the poller is stopped. */
  watch(subject: TicketToWatch): TicketWatch {
    const watch = new TicketWatch(subject);
    this.#awaitedCount += 1;
    watch.askableAt = Math.max(
      subject.acceptedAt + this.#waits.firstWaitMs(subject),
      this.#options.clock.now(),
    );
    this.#put(watch, watch.askableAt);
    this.#arm();
    return watch;
  }

  /** A callback says that the ticket is worth a poll: it is due now, or after the one under way, within the floor. */
  hurry(watch: TicketWatch): void {
    watch.isAnnounced = true;
    if (watch.isAsked) watch.isHurried = true;
    const now = this.#options.clock.now();
    if (watch.polls === 0) watch.askableAt = Math.min(watch.askableAt, now);
    const dueAt = Math.max(now, watch.askableAt);
    // While the account rests, `resume` will ask for it at once; and a storm of callbacks changes nothing.
    if (watch.isAsked || watch.isEnded || this.#isPaused) return;
    if (dueAt < watch.dueAt) this.#put(watch, dueAt);
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
    return this.#isPaused || (now >= this.#rest.until && this.#inFlight < maxPollsInFlight);
  }

  #waitForExpiry(watch: TicketWatch, now: number): void {
    const { acceptedAt, taskType } = watch.subject;
    const expiresAt = acceptedAt + this.#schedule.lifetimeMs(taskType);
    if (now < expiresAt) this.#put(watch, expiresAt);
    else this.#endLost(watch, 'lifetimePassed');
  }

  /** Sets the one timer to the next poll. It keeps a script alive only for a ticket that somebody waits for. */
  #arm(): void {
    const dueAt = this.#due.nextDueAt;
    const isIdle = this.#isStopped || (!this.#isPaused && this.#inFlight >= maxPollsInFlight);
    if (dueAt === undefined || isIdle) return this.#timer.clear();
    const at = this.#isPaused ? dueAt : Math.max(dueAt, this.#rest.until);
    this.#timer.set(at, this.#awaitedCount > 0);
  }

  async #poll(watch: TicketWatch): Promise<void> {
    const sentAt = this.#options.clock.now();
    const { isLifetimeDeclared } = this.#schedule;
    const lifetimeMs = this.#schedule.lifetimeMs(watch.subject.taskType);
    const isOver = sentAt - watch.subject.acceptedAt > lifetimeMs;
    // Services count polls for what they have forgotten toward a ban; one poll finds out whether a mere guess is right.
    if (isOver && (isLifetimeDeclared || watch.polls > 0)) {
      return this.#endLost(watch, 'lifetimePassed');
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
    watch.isAnnounced = watch.isHurried;
    const failure = failureOf(result);
    if (failure?.code !== 'unreachable') watch.countedPolls += 1;
    if (failure !== undefined) this.#handleFailure(watch, { error: failure, sentAt });
    else if (!(result instanceof Error)) this.#handleResult(watch, { result, sentAt });
    this.#pump();
  }

  #handleResult(
    watch: TicketWatch,
    { result, sentAt }: { readonly result: PollResult; readonly sentAt: number },
  ): void {
    this.#rest.noteReply();
    watch.oddReplies = 0;
    this.#options.onPolled('healthy');
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

  #handleFailure(
    watch: TicketWatch,
    { error, sentAt }: { readonly error: ProviderError; readonly sentAt: number },
  ): void {
    const { ticket, account, health } = consequences[error.code].poll;
    if (health === 'counted') this.#options.onPolled('unhealthy');
    watch.subject.onUnanswered();
    watch.oddReplies = ticket === 'ends-on-third' ? watch.oddReplies + 1 : 0;
    if (watch.oddReplies >= oddRepliesToEnd) return this.#end(watch, { kind: 'failed', error });
    const intervalMs = this.#schedule.intervalMs(watch.subject.taskType);
    this.#rest.start({ sentAt, intervalMs, retryAfterMs: error.retryAfterMs });
    this.#options.onPollFailed(error, watch.subject.attemptId);
    if (account !== 'none') this.#options.onAccountTrouble(error);
    if (account === 'latch') watch.subject.onStranded();
    this.#askAgain(watch);
  }

  #askAgain(watch: TicketWatch): void {
    if (watch.isEnded) return;
    if (watch.countedPolls >= this.#schedule.maxPolls) return this.#endLost(watch, 'pollsSpent');
    const now = this.#options.clock.now();
    const { floorMs } = this.#schedule.waits(watch.subject);
    watch.askableAt = now + floorMs;
    const ageMs = now - watch.subject.acceptedAt;
    const waitMs = this.#waits.nextWaitMs(watch.subject, ageMs);
    this.#put(watch, watch.isHurried ? watch.askableAt : now + waitMs);
    watch.isHurried = false;
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
