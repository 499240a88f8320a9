import type { TicketRecord } from '../errors/ticket-record.ts';
import type { Clock } from '../provider/clock.ts';
import type { Attempt } from './attempt.ts';
import { EndedAttempts } from './ended-attempts.ts';
import type { ResumeRun } from './resume-run.ts';
import type { RouterEventBody } from './router-events.ts';
import type { LateAnswer } from './router-services.ts';
import type { SolveRun } from './solve-run.ts';
import { taskKey } from './task-key.ts';
import { WaitingLines } from './waiting-lines.ts';
import { newcomers, type WaitingPlace } from './waiting-place.ts';

/** A submit whose reply is missing. */
export interface MaybePaidRecord {
  readonly attemptId: string;
  readonly providerId: string;
  readonly taskType: string;
  readonly startedAtEpochMs: number;
}

/** Everything that a router has under way: tasks that somebody waits for, and attempts that nobody does. */
export class RunningWork {
  readonly #clock: Clock;
  readonly #emit: (event: RouterEventBody) => void;
  /** With the order of their arrival. */
  readonly #runs = new Map<SolveRun, number>();
  #arrivals = 0;
  /** Those with nothing under way: they wait for a change. */
  readonly #waiting: WaitingLines<SolveRun>;
  readonly #resumes = new Map<string, ResumeRun>();
  readonly #attempts = new Map<string, Attempt>();
  readonly #ended: EndedAttempts<Attempt>;
  #idle: (() => void) | undefined;

  constructor(options: {
    readonly clock: Clock;
    readonly emit: (event: RouterEventBody) => void;
    /** Called when nothing more can come of an attempt. */
    readonly forget: (attempt: Attempt) => void;
  }) {
    this.#clock = options.clock;
    this.#emit = options.emit;
    this.#waiting = new WaitingLines(options.clock);
    this.#ended = new EndedAttempts(options.clock, (attempt) => {
      this.#attempts.delete(attempt.id);
      options.forget(attempt);
    });
  }

  get taskCount(): number {
    const resumes = [...this.#resumes.values()];
    return resumes.reduce((count, { callCount }) => count + callCount, this.#runs.size);
  }

  addRun(run: SolveRun): void {
    this.#runs.set(run, (this.#arrivals += 1));
  }

  removeRun(run: SolveRun): void {
    this.#runs.delete(run);
    this.#waiting.leave(run);
    this.#noticeIdleness();
  }

  /** A task could go on now: at once where nobody waits, else when those who come before it have been asked. */
  admit(run: SolveRun): void {
    if (this.#waiting.isEmpty) return run.advance();
    this.#waiting.join(run, { place: newcomers, arrival: this.#arrivalOf(run) });
    this.#waiting.wake();
  }

  /** Where a task waits that has nothing under way; undefined when it waits no longer. */
  noteWaiting(run: SolveRun, place: WaitingPlace | undefined): void {
    if (place === undefined) this.#waiting.leave(run);
    else this.#waiting.join(run, { place, arrival: this.#arrivalOf(run) });
  }

  /** How many tasks are served before this one at a provider. */
  countAhead(run: SolveRun, providerId: string): number {
    const { priority } = run;
    return this.#waiting.countAhead(providerId, { priority, arrival: this.#arrivalOf(run) });
  }

  #arrivalOf(run: SolveRun): number {
    return this.#runs.get(run) ?? this.#arrivals;
  }

  addResume(run: ResumeRun): void {
    this.#resumes.set(run.record.attemptId, run);
  }

  /** The collection of a ticket that `resume` was asked for and that has not ended. */
  resumeOf(attemptId: string): ResumeRun | undefined {
    return this.#resumes.get(attemptId);
  }

  noticeResume(run: ResumeRun): void {
    if (run.isOver) this.#resumes.delete(run.record.attemptId);
    this.#noticeIdleness();
  }

  addAttempt(attempt: Attempt): void {
    this.#attempts.set(attempt.id, attempt);
  }

  /** An attempt whose ticket is still collected. */
  polledAttempt(attemptId: string): Attempt | undefined {
    const attempt = this.#attempts.get(attemptId);
    return attempt?.state.openTicket === undefined ? undefined : attempt;
  }

  /** Forgets an attempt that is over, once nothing more can come of it. */
  noticeEnd(attempt: Attempt): void {
    this.#resumes.get(attempt.id)?.followEnd(attempt);
    this.#ended.add(attempt);
  }

  /** Something changed: lets those of the waiting tasks go who can. */
  wake(): void {
    this.#waiting.wake();
  }

  /** Hands a late answer, once, to an equal task that waits; else it is waste. */
  passOn(late: LateAnswer): void {
    const { attempt } = late;
    const { taskId, account, task } = attempt.init;
    if (this.#resumes.has(attempt.id)) return;
    // Of ten thousand tasks few wait, and every one that does stands in a line.
    const waiting = [...this.#waiting.callers].filter(
      (run) => run.isWaiting && run.task.type === task.type,
    );
    const key = waiting.length === 0 ? '' : attempt.taskKey;
    const taker = waiting.find((run) => taskKey(run.task) === key && run.takeOver(late));
    const names = { taskId, attemptId: attempt.id, providerId: account.id };
    this.#emit({ type: 'ticket-salvaged', ...names, handedTo: taker?.taskId });
  }

  /** Resolves when no task is running. */
  async whenIdle(): Promise<void> {
    if (this.taskCount === 0) return;
    await new Promise<void>((resolve) => (this.#idle = resolve));
  }

  /** Rejects whatever somebody still waits for. */
  closeRuns(): void {
    for (const run of [...this.#runs.keys(), ...this.#resumes.values()]) run.close();
  }

  /** Keeps nothing of what is over: nothing can come of it any more. */
  forgetEnded(): void {
    this.#ended.close();
  }

  openTickets(): readonly TicketRecord[] {
    const records = [...this.#attempts.values()].flatMap(({ state }) => state.openTicket ?? []);
    const resumed = [...this.#resumes.values()].map(({ record }) => record);
    return [
      ...new Map([...records, ...resumed].map((record) => [record.attemptId, record])).values(),
    ];
  }

  maybePaid(): readonly MaybePaidRecord[] {
    const now = this.#clock.now();
    const unanswered = [...this.#attempts.values()].filter(
      ({ state }) => state.payment === 'maybe-paid' && state.liveUntil > now,
    );
    return unanswered.map((attempt) => {
      const { attemptId, providerId, startedAtEpochMs } = attempt.state.report;
      return { attemptId, providerId, startedAtEpochMs, taskType: attempt.init.task.type };
    });
  }

  #noticeIdleness(): void {
    if (this.taskCount === 0) this.#idle?.();
  }
}
