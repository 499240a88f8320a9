import { askMany } from './ask-many.ts';
import { askOnce } from './ask-once.ts';
import { Batches } from './batches.ts';
import { BoundedCalls } from './bounded-calls.ts';
import { LearnedWaits } from './learned-waits.ts';
import { PollAftermath } from './poll-aftermath.ts';
import { PollRest } from './poll-rest.ts';
import { type PollSchedule, pollScheduleOf } from './poll-schedule.ts';
import { PollTimer } from './poll-timer.ts';
import type { PollerOptions } from './poller-options.ts';
import { TicketQueue } from './ticket-queue.ts';
import { type TicketToWatch, TicketWatch } from './ticket-watch.ts';

/** Requests, of one ticket or of many. */
const maxPollsInFlight = 64;

/**
 * Collects the tickets of one account: one timer over a heap of due polls. A poll is free and repeated until its
 * ticket has ended; failed polls slow the poller down and say nothing about a ticket. Where the service can be asked
 * for several tickets at once, a ticket that is due takes others along.
 */
export class Poller {
  readonly #options: PollerOptions;
  readonly #schedule: PollSchedule;
  readonly #queue: TicketQueue;
  readonly #calls: BoundedCalls;
  readonly #timer: PollTimer;
  readonly #rest: PollRest;
  readonly #waits: LearnedWaits;
  readonly #batches: Batches;
  readonly #aftermath: PollAftermath;
  #inFlight = 0;
  #isPaused = false;
  #isStopped = false;

  constructor(options: PollerOptions) {
    this.#options = options;
    this.#schedule = pollScheduleOf(options.provider.supports);
    this.#calls = new BoundedCalls({ ...options, limitMs: this.#schedule.pollTimeoutMs });
    this.#timer = new PollTimer(options.clock, () => this.#pump());
    this.#rest = new PollRest(options);
    this.#waits = new LearnedWaits({ ...options, schedule: this.#schedule });
    this.#batches = new Batches(options.provider);
    this.#queue = new TicketQueue(this.#batches.pool);
    this.#aftermath = new PollAftermath({
      ...options,
      schedule: this.#schedule,
      waits: this.#waits,
      rest: this.#rest,
      queue: this.#queue,
      trust: this.#batches.trust,
      isStopped: () => this.#isStopped,
    });
  }

  /** Polls a ticket until it ends, its lifetime has passed, or the poller is stopped. */
  watch(subject: TicketToWatch): TicketWatch {
    const watch = new TicketWatch(subject);
    const { acceptedAt } = subject;
    const { firstWaitMs, intervalMs } = this.#schedule.waits(subject);
    const now = this.#options.clock.now();
    const dueAt = Math.max(now, acceptedAt + this.#waits.firstWaitMs(subject));
    // A ticket that is not expected to be ready yet may be taken along as soon as the service allows.
    watch.askableAt = Math.max(now, Math.min(dueAt, acceptedAt + firstWaitMs));
    watch.intervalMs = intervalMs;
    this.#queue.add(watch, dueAt);
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
    if (dueAt < watch.dueAt) this.#queue.put(watch, dueAt);
    this.#pump();
  }

  /** Nobody waits for the answer any more: it is still collected, but keeps no script alive. */
  leaveToSalvage(watch: TicketWatch): void {
    this.#queue.leaveToSalvage(watch);
    this.#arm();
  }

  /** Stops asking while the account is latched, and strands its tickets. They grow old all the same. */
  pause(): void {
    this.#isPaused = true;
    for (const { subject } of this.#queue.waiting()) subject.onStranded();
    this.#arm();
  }

  /** Asks at once for every ticket that was due meanwhile, and for none before its time. */
  resume(): void {
    this.#isPaused = false;
    this.#queue.makeDue();
    this.#pump();
  }

  /** Ends every poll and timer. The tickets stay open at the service. */
  stop(): void {
    this.#isStopped = true;
    this.#calls.stop();
    this.#timer.clear();
  }

  #pump(): void {
    const now = this.#options.clock.now();
    while (this.#canGoOnAt(now)) {
      const watch = this.#queue.popDue(now);
      if (watch === undefined) break;
      if (this.#isPaused) this.#waitForExpiry(watch, now);
      else this.#serve(watch, now);
    }
    this.#arm();
  }

  #canGoOnAt(now: number): boolean {
    if (this.#isStopped) return false;
    return this.#isPaused || (now >= this.#rest.until && this.#hasRoom);
  }

  get #hasRoom(): boolean {
    return this.#inFlight < (this.#batches.trust.isSuspected ? 1 : maxPollsInFlight);
  }

  #waitForExpiry(watch: TicketWatch, now: number): void {
    const { acceptedAt, taskType } = watch.subject;
    const expiresAt = acceptedAt + this.#schedule.lifetimeMs(taskType);
    if (now < expiresAt) this.#queue.put(watch, expiresAt);
    else this.#aftermath.endLost(watch, 'lifetimePassed');
  }

  /** Sets the one timer to the next poll. It keeps a script alive only for a ticket that somebody waits for. */
  #arm(): void {
    const dueAt = this.#queue.nextDueAt;
    const isIdle = this.#isStopped || (!this.#isPaused && !this.#hasRoom);
    if (dueAt === undefined || isIdle) return this.#timer.clear();
    const at = this.#isPaused ? dueAt : Math.max(dueAt, this.#rest.until);
    this.#timer.set(at, this.#queue.hasAwaited);
  }

  /** Asks for a ticket that is due and for those that it takes along, or has it wait for them. */
  #serve(due: TicketWatch, now: number): void {
    const plan = this.#batches.planFor(due, now);
    if (plan.kind === 'gather') return this.#queue.put(due, plan.until);
    const living = plan.tickets.filter((watch) => !this.#endsOfAge(watch, now));
    const [only] = living;
    // Failures are handled inside: nothing is left to reject.
    if (only !== undefined && living.length === 1) void this.#ask(only, now);
    else if (only !== undefined) void this.#askTogether(living, now);
  }

  /** Ends a ticket that its service has forgotten; where that is a guess, one poll finds out whether it is right. */
  #endsOfAge(watch: TicketWatch, now: number): boolean {
    const { acceptedAt, taskType } = watch.subject;
    const isOver = now - acceptedAt > this.#schedule.lifetimeMs(taskType);
    // Services count polls for what they have forgotten toward a ban.
    const ends = isOver && (this.#schedule.isLifetimeDeclared || watch.polls > 0);
    if (ends) this.#aftermath.endLost(watch, 'lifetimePassed');
    return ends;
  }

  async #ask(watch: TicketWatch, sentAt: number): Promise<void> {
    this.#noteSent([watch]);
    const reply = await askOnce(watch.subject, { ...this.#options, calls: this.#calls });
    this.#noteOver([watch]);
    if (this.#isStopped) return;
    this.#aftermath.ofPoll(watch, { reply, sentAt });
    this.#pump();
  }

  async #askTogether(watches: readonly TicketWatch[], sentAt: number): Promise<void> {
    this.#noteSent(watches);
    const subjects = watches.map(({ subject }) => subject);
    const reply = await askMany(subjects, { ...this.#options, calls: this.#calls });
    this.#noteOver(watches);
    if (this.#isStopped) return;
    this.#aftermath.ofBatch(watches, { reply, sentAt });
    this.#pump();
  }

  #noteSent(watches: readonly TicketWatch[]): void {
    this.#inFlight += 1;
    for (const watch of watches) watch.isAsked = true;
  }

  #noteOver(watches: readonly TicketWatch[]): void {
    this.#inFlight -= 1;
    for (const watch of watches) watch.isAsked = false;
  }
}
