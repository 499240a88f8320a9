import type { Job } from '../jobs/job.ts';

/** What has become of a job, as a line of JSON. */
export function answerLine(job: Job): string {
  const { jobId, state } = job;
  if (state === 'solved') {
    const { solution, providerId, cost } = job.answer;
    return JSON.stringify({ jobId, state, solution, providerId, cost });
  }
  if (state === 'failed') {
    const { code, message, charged } = job.failure;
    return JSON.stringify({ jobId, state, code, message, charged });
  }
  return JSON.stringify({ jobId, state });
}
