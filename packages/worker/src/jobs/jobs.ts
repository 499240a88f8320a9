import type { Task, TaskOf, TaskType } from '@understudy/core';
import { type Clock, parseOptions, type Random } from '@understudy/core/provider';

import {
  JobFailedError,
  UnknownJobError,
  WaitOverError,
  WorkerClosedError,
} from '../errors/worker-errors.ts';
import type { NewJob } from '../store/job-rows.ts';
import type { Store } from '../store/open-store.ts';
import type { Answer } from './answer.ts';
import { BoundedInserts } from './bounded-inserts.ts';
import { buildJob, progressOf } from './build-job.ts';
import { DeadLetters } from './dead-letters.ts';
import { EndedJobs } from './ended-jobs.ts';
import type { Enqueued } from './enqueued.ts';
import { checkEnqueueOptions, checkTask, type EnqueueOptions } from './enqueue-options.ts';
import { GroupCommit } from './group-commit.ts';
import type { Job, JobProgress } from './job.ts';
import { countJobs, type JobCounts } from './job-counts.ts';
import { isJobId, jobIdOf } from './job-id.ts';
import { type WaitOptions, waitOptionsSchema } from './wait-options.ts';

/** A job for {@link Jobs.enqueueMany}. */
export interface Order extends EnqueueOptions {
  readonly task: Task;
}

interface JobsInit {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly capacity: number;
}

const mostAtOnce = 1_000;

/** The queue, for those who put jobs in and want their answers. */
export class Jobs {
  readonly deadLetters: DeadLetters;
  readonly #init: JobsInit;
  readonly #inserts: GroupCommit<NewJob, Enqueued>;
  readonly #ended: EndedJobs;
  readonly #closed = new AbortController();

  constructor(init: JobsInit) {
    const { store, clock, capacity } = init;
    this.#init = init;
    this.deadLetters = new DeadLetters({ store, clock });
    const bounded = new BoundedInserts({ store, clock, capacity });
    this.#inserts = new GroupCommit({
      write: async (groups) => bounded.write(groups),
      mostItems: mostAtOnce,
    });
    this.#ended = new EndedJobs({ store, clock });
  }

  /**
   * Puts a task into the queue; once it resolves, the job outlives every process.
   * @throws {QueueFullError} when as many jobs wait as may.
   * @throws {TaskInvalidError} that names the field.
   */
  async enqueue<T extends TaskType>(
    task: { readonly type: T } & TaskOf<T>,
    options: EnqueueOptions = {},
  ): Promise<Enqueued> {
    // Inside, tasks are the union; the type parameter checks the caller's fields.
    const [enqueued] = await this.#insert([this.#newJob(task as unknown as Task, options)]);
    if (enqueued === undefined) throw new TypeError('a job was inserted without an outcome');
    return enqueued;
  }

  /** Puts many tasks into the queue, all or none. @returns them in the order of the orders. */
  async enqueueMany(orders: readonly Order[]): Promise<readonly Enqueued[]> {
    if (orders.length === 0) return [];
    return await this.#insert(orders.map(({ task, ...options }) => this.#newJob(task, options)));
  }

  /** One job with everything that is known of it; undefined when there is none of that id. */
  async find(jobId: string): Promise<Job | undefined> {
    const { rows, attempts } = this.#init.store;
    if (!isJobId(jobId)) return undefined;
    const [row, bought] = await Promise.all([rows.find(jobId), attempts.of(jobId)]);
    return row && buildJob(row, bought);
  }

  /**
   * Waits until a job has ended.
   * @throws {JobFailedError} when it became a dead letter.
   * @throws {UnknownJobError} when there is none of that id.
   * @throws {WaitOverError} after `timeoutMs`; the job goes on.
   */
  async wait(jobId: string, options: WaitOptions = {}): Promise<Answer> {
    const { timeoutMs, signal } = parseOptions(waitOptionsSchema, options, 'wait');
    const ending = AbortSignal.any([
      this.#closed.signal,
      ...(signal === undefined ? [] : [signal]),
    ]);
    const over = new AbortController();
    const timeout = timeoutMs === undefined ? undefined : this.#after(timeoutMs, over.signal);
    let told: JobProgress | undefined;
    try {
      for (;;) {
        ending.throwIfAborted();
        const { promise, resolve, reject } = Promise.withResolvers<JobProgress | undefined>();
        const unwatch = this.#ended.watch(jobId, resolve);
        const leave = (): void => reject(ending.reason);
        ending.addEventListener('abort', leave, { once: true });
        try {
          const end = told ?? (await this.#endOf(jobId));
          if (end.state === 'solved') return end.answer;
          if (end.state === 'failed') throw new JobFailedError(jobId, end.failure);
          const over = timeout?.then(() => 'over' as const);
          const next = await Promise.race([promise, ...(over === undefined ? [] : [over])]);
          if (next === 'over') throw new WaitOverError(jobId, timeoutMs ?? 0);
          told = next;
        } finally {
          unwatch();
          promise.catch(() => undefined);
          ending.removeEventListener('abort', leave);
        }
      }
    } finally {
      over.abort();
    }
  }

  /** How the queue stands. */
  async counts(): Promise<JobCounts> {
    return await countJobs(this.#init.store.database);
  }

  /** Whoever still waits is told that this process closes. */
  async close(): Promise<void> {
    this.#closed.abort(new WorkerClosedError());
    await this.#ended.close();
  }

  async #endOf(jobId: string): Promise<JobProgress> {
    const row = isJobId(jobId) ? await this.#init.store.rows.find(jobId) : undefined;
    if (row === undefined) throw new UnknownJobError(jobId);
    return progressOf(row, []);
  }

  async #insert(jobs: readonly NewJob[]): Promise<readonly Enqueued[]> {
    this.#closed.signal.throwIfAborted();
    return await this.#inserts.add(jobs);
  }

  #newJob(task: Task, options: EnqueueOptions): NewJob {
    const nowEpochMs = this.#init.clock.epochMs();
    const checked = checkEnqueueOptions(options, nowEpochMs);
    const { priority, deadlineMs, dedupeKey, notBeforeAtEpochMs } = checked;
    const deadlineAtEpochMs = Math.max(nowEpochMs, notBeforeAtEpochMs ?? 0) + deadlineMs;
    return {
      jobId: jobIdOf(dedupeKey, this.#init.random),
      data: { version: 1, task: checkTask(task), priority, deadlineMs, deadlineAtEpochMs },
      notBeforeAtEpochMs,
    };
  }

  async #after(ms: number, signal: AbortSignal): Promise<boolean> {
    return await this.#init.clock.sleep(ms, { signal, keepAlive: false }).then(
      () => true,
      () => false,
    );
  }
}
