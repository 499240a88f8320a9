import { JobFailedError, UnknownJobError, WaitOverError } from '../../errors/worker-errors.ts';
import type { FailureReport } from '../../jobs/failure-report.ts';
import type { Job } from '../../jobs/job.ts';
import type { JobBook } from '../job-book.ts';

const nowEpochMs = 1_799_999_880_000;

const facts = (jobId: string, task: Job['task']): Omit<Job, 'state'> => ({
  jobId,
  task,
  priority: 'normal',
  enqueuedAtEpochMs: nowEpochMs,
  notBeforeAtEpochMs: nowEpochMs,
  deadlineAtEpochMs: nowEpochMs + 3_600_000,
  attempts: [],
});

export const turnstile = {
  type: 'turnstile',
  siteKey: '0x4AAA',
  pageUrl: 'https://shop.example/',
} as const;

export const idOf = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const failure: FailureReport = {
  code: 'all-attempts-failed',
  message: 'nobody solved it',
  charged: 'no',
  attempts: [],
  openTickets: [],
};

/** A job that was solved. */
export const solvedJob = (jobId: string): Job => ({
  ...facts(jobId, turnstile),
  state: 'solved',
  endedAtEpochMs: nowEpochMs + 5_000,
  answer: {
    solution: { type: 'turnstile', token: 'the-token' },
    providerId: 'captchaai',
    attemptId: 'a1',
    cost: { amount: 0.001, currency: 'USD', basis: 'listed' },
    attempts: [],
  },
});

/** A dead letter. */
export const failedJob = (jobId: string, task: Job['task'] = turnstile): Job => ({
  ...facts(jobId, task),
  state: 'failed',
  endedAtEpochMs: nowEpochMs + 60_000,
  failure,
});

/** Jobs in memory, and what was asked of them. */
export interface MemoryBook extends JobBook {
  readonly put: (job: Job) => void;
  readonly calls: readonly (readonly [name: string, argument: unknown])[];
}

export function memoryBook(): MemoryBook {
  const jobs = new Map<string, Job>();
  const calls: [string, unknown][] = [];
  const note = (name: string, argument: unknown): void => void calls.push([name, argument]);
  return {
    calls,
    put: (job) => void jobs.set(job.jobId, job),
    async enqueueMany(orders) {
      note('enqueueMany', orders);
      return orders.map(({ task }) => {
        const jobId = idOf(jobs.size + 1);
        jobs.set(jobId, { ...facts(jobId, task), state: 'queued' });
        return { jobId, isNew: true };
      });
    },
    find: async (jobId) => jobs.get(jobId),
    async wait(jobId, limits) {
      note('wait', limits?.timeoutMs);
      const job = jobs.get(jobId);
      if (job === undefined) throw new UnknownJobError(jobId);
      if (job.state === 'solved') return job.answer;
      if (job.state === 'failed') throw new JobFailedError(jobId, job.failure);
      throw new WaitOverError(jobId, limits?.timeoutMs ?? 0);
    },
    counts: async () => ({
      queued: jobs.size,
      delayed: 0,
      active: 0,
      solved: 0,
      failed: 0,
      maybePaid: 0,
      endedPerMinute: 0,
    }),
    deadLetters: {
      async list(filter) {
        note('list', filter);
        return [...jobs.values()].filter(({ state }) => state === 'failed');
      },
      async redrive(choice) {
        note('redrive', choice);
        return choice?.jobIds?.length ?? 7;
      },
      async purge(choice) {
        note('purge', choice);
        return choice?.jobIds?.length ?? 3;
      },
    },
  };
}
