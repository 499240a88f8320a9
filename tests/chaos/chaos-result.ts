import type { JournalTask } from '@understudy/testkit';
import type { Jobs } from '@understudy/worker';

import { chaosOrders, pageOf } from './chaos-orders.ts';
import type { ChaosServices } from './chaos-services.ts';
import { judgeJob } from './judge-job.ts';

/** How a chaos run went. */
export interface ChaosResult {
  readonly jobs: number;
  readonly solved: number;
  readonly failed: number;
  readonly lost: number;
  readonly paidTwice: number;
  readonly maybePaid: number;
  /** Tasks that the services accepted. */
  readonly accepted: number;
  readonly kills: number;
  readonly seconds: number;
  /** What was wrong, job by job. */
  readonly findings: readonly string[];
}

/** Judges every job once all of them should have ended. */
export async function judgeAll(
  jobs: Jobs,
  services: ChaosServices,
  run: { readonly jobs: number; readonly kills: number; readonly seconds: number },
): Promise<ChaosResult> {
  const tasks = [...services.lead.journal.tasks, ...services.backup.journal.tasks];
  const byPage = Map.groupBy(tasks, ({ pageUrl }) => pageUrl);
  // Each has its key, so that this finds the jobs; one that were new would have been lost.
  const enqueued = await jobs.enqueueMany(chaosOrders(run.jobs));
  const totals = { solved: 0, failed: 0, lost: 0, paidTwice: 0, maybePaid: 0 };
  const findings: string[] = [];
  for (const [index, { jobId, isNew }] of enqueued.entries()) {
    const accepted: readonly JournalTask[] = byPage.get(pageOf(index)) ?? [];
    const job = isNew ? undefined : await jobs.find(jobId);
    const { isLost, paidTwice, maybePaid, why } = judgeJob(job, accepted);
    totals.solved += job?.state === 'solved' ? 1 : 0;
    totals.failed += job?.state === 'failed' ? 1 : 0;
    totals.lost += isLost ? 1 : 0;
    totals.paidTwice += paidTwice;
    totals.maybePaid += maybePaid;
    if (why.length > 0) findings.push(`job ${index} (${jobId}): ${why.join('; ')}`);
  }
  return { ...run, ...totals, accepted: tasks.length, findings };
}

/** The last line of a run. */
export const lastLine = ({ jobs, lost, paidTwice, maybePaid }: ChaosResult): string =>
  `chaos: jobs ${jobs} · lost ${lost} · paid twice ${paidTwice} · maybe paid ${maybePaid}`;
