import type { Job } from '../jobs/job.ts';
import { durationText } from './duration-text.ts';
import { tableText } from './table-text.ts';

const longestMessage = 60;

/** Dead letters as a table, one a line. */
export function lettersText(letters: readonly Job[], nowEpochMs: number): string {
  if (letters.length === 0) return 'no dead letters\n';
  const rows = letters.map((job) => {
    const { jobId, task, attempts } = job;
    if (job.state !== 'failed') return [jobId, '', job.state, '', '', task.type];
    const { code, charged, message } = job.failure;
    const ago = durationText(Math.max(0, nowEpochMs - job.endedAtEpochMs));
    return [jobId, `${ago} ago`, code, charged, String(attempts.length), task.type, cut(message)];
  });
  return `${tableText([['job', 'ended', 'code', 'charged', 'attempts', 'task', 'why'], ...rows])}\n`;
}

const cut = (text: string): string =>
  text.length > longestMessage ? `${text.slice(0, longestMessage - 1)}…` : text;
