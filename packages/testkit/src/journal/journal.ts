import type { FakeTaskType } from '../core/fake-task-type.ts';
import type { TaskTable } from '../core/task-table.ts';
import { allSocketsClosed } from './all-sockets-closed.ts';
import { answersMatchTasks, type UsedAnswer } from './answers-match-tasks.ts';
import { connectionsReused, type ConnectionReuse } from './connections-reused.ts';
import type { EventLog } from './event-log.ts';
import { type Histogram, histogram, type HistogramSubject } from './histogram.ts';
import type { JournalEvent, RequestEvent } from './journal-event.ts';
import { journalHash } from './journal-hash.ts';
import type { JournalRecord } from './journal-record.ts';
import { type JournalTask, journalTaskOf } from './journal-task.ts';
import type { JournalVerdict } from './journal-verdict.ts';
import { keyInUrls } from './key-in-urls.ts';
import { maxInFlight } from './max-in-flight.ts';
import { nothingLost } from './nothing-lost.ts';
import { noDoublePayment } from './no-double-payment.ts';
import { type AbortMoment, noRequestAfterAbort } from './no-request-after-abort.ts';
import { type PollGap, pollGap } from './poll-gap.ts';
import { pollsAfterFinal } from './polls-after-final.ts';
import { respectsRetryAfter } from './respects-retry-after.ts';
import type { RouterDecisions } from './router-decisions.ts';
import { spentAtMost, spentOn } from './spent-at-most.ts';

/** Which accepted tasks to count; everything that is given must hold. */
export interface PaidFilter {
  readonly taskType?: FakeTaskType | undefined;
  readonly siteKey?: string | undefined;
  readonly pageUrl?: string | undefined;
}

/** What the fake saw and did, and what follows from it about money. Every question brings it up to the present first. */
export class Journal {
  readonly seed: string;
  /** The file to which everything is written while it happens, if it is. */
  recordedAt: string | undefined;
  readonly #log: EventLog;
  readonly #table: TaskTable;
  readonly #present: () => number;

  constructor(init: {
    readonly seed: string;
    readonly log: EventLog;
    readonly table: TaskTable;
    /** Brings the fake up to the present, which it returns. */
    readonly present: () => number;
  }) {
    this.seed = init.seed;
    this.#log = init.log;
    this.#table = init.table;
    this.#present = init.present;
  }

  /** Everything that happened, oldest first. */
  get events(): readonly JournalEvent[] {
    this.#present();
    return [...this.#log.events];
  }

  /** Every task that was accepted, oldest first. */
  get tasks(): readonly JournalTask[] {
    this.#present();
    return this.#table.tasks.map(journalTaskOf);
  }

  /** The requests to submit a task, whatever became of them. */
  get submits(): readonly RequestEvent[] {
    return this.events
      .filter((event) => event.kind === 'request')
      .filter(({ endpoint }) => endpoint === 'submit');
  }

  /** How many tasks were accepted, which is when they are paid; refunded ones included. */
  paidCount({ taskType, siteKey, pageUrl }: PaidFilter = {}): number {
    return this.tasks.filter(
      (task) =>
        (taskType === undefined || task.type === taskType) &&
        (siteKey === undefined || task.siteKey === siteKey) &&
        (pageUrl === undefined || task.pageUrl === pageUrl),
    ).length;
  }

  /** US dollars charged and not paid back. */
  get spent(): number {
    return spentOn(this.tasks);
  }

  /**
   * The task that an answer belongs to, or a part of it: a token, a `validate`, a lot number, cells as text.
   * Undefined for what the fake never gave, and for cells that it gave to several tasks.
   */
  taskIdOfAnswer(answer: string): string | undefined {
    return this.#table.taskIdOfAnswer(answer);
  }

  /**
   * Was any solve accepted a second time without a logged decision that explains it? Without the router's decisions,
   * equal tasks that overlap are only suspected.
   */
  noDoublePayment(decisions?: RouterDecisions): JournalVerdict {
    return noDoublePayment(this.record, decisions);
  }

  /** Was any answer left lying that was paid for and ready within its lifetime, and whose task the client knew? */
  nothingLost(decisions?: RouterDecisions): JournalVerdict {
    return nothingLost(this.record, decisions);
  }

  /** Did a request show an API key in its URL? */
  keyInUrls(): JournalVerdict {
    return keyInUrls(this.record);
  }

  /** Was a task asked about again after its final word had been delivered? */
  pollsAfterFinal(): JournalVerdict {
    return pollsAfterFinal(this.record);
  }

  /** Did every answer that a client used belong to the task that it used it for? */
  answersMatchTasks(used: readonly UsedAnswer[]): JournalVerdict {
    return answersMatchTasks(this.record, used, (answer) => this.taskIdOfAnswer(answer));
  }

  /** Was a task asked about sooner than its service wants? */
  pollGap(gap: PollGap): JournalVerdict {
    return pollGap(this.record, gap);
  }

  /** Did a client go on asking after it had been told to stop? */
  noRequestAfterAbort(abort: AbortMoment): JournalVerdict {
    return noRequestAfterAbort(this.record, abort);
  }

  /** Were there ever more tasks at work for one account than this? */
  maxInFlight(limit: number): JournalVerdict {
    return maxInFlight(this.record, limit);
  }

  /** Did every account leave an endpoint alone for as long as a Retry-After had asked? */
  respectsRetryAfter(): JournalVerdict {
    return respectsRetryAfter(this.record);
  }

  /** Did connections carry several requests each? */
  connectionsReused(reuse?: ConnectionReuse): JournalVerdict {
    return connectionsReused(this.record, reuse);
  }

  /** Has the client closed every connection that it opened? */
  allSocketsClosed(): JournalVerdict {
    return allSocketsClosed(this.record);
  }

  /** @param amount US dollars; what was paid back does not count. */
  spentAtMost(amount: number): JournalVerdict {
    return spentAtMost(this.record, amount);
  }

  /** How a quantity was spread over the tasks; times in milliseconds on the fake's clock. */
  histogram(of: HistogramSubject): Histogram {
    return histogram(this.record, of);
  }

  /** Equal for two runs in which the same happened to each task at the same times, whatever the order of arrival. */
  hash(): string {
    return journalHash(this.events);
  }

  /** Everything as plain data, as it stands now. */
  get record(): JournalRecord {
    const { seed, recordedAt, events, tasks } = this;
    return { seed, recordedAt, events, tasks };
  }
}
