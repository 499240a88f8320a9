import type { StatusReport, WorkerRow } from '../control/status-report.ts';
import { durationText } from './duration-text.ts';
import { tableText } from './table-text.ts';

/** How the queue and its workers are, as a table for people. */
export function statusText({ jobs, workers, isDraining, engine }: StatusReport): string {
  const { oldestQueuedMs, solveMs } = jobs;
  const oldest = oldestQueuedMs === undefined ? [] : [`oldest ${durationText(oldestQueuedMs)}`];
  const later = jobs.delayed > 0 ? [`${number(jobs.delayed)} later`] : [];
  const waiting = [...oldest, ...later].join(', ');
  const each = solveMs === undefined ? '' : `, ${durationText(solveMs)} each`;
  const counts = tableText([
    ['queued', number(jobs.queued), waiting],
    ['active', number(jobs.active), ''],
    ['solved', number(jobs.solved), `${number(jobs.endedPerMinute)} a minute${each}`],
    ['dead letters', number(jobs.failed), jobs.failed > 0 ? 'understudy-worker dlq list' : ''],
    ['maybe paid', number(jobs.maybePaid), ''],
  ]);
  const head = `understudy · ${engine}${isDraining ? ' · draining' : ''}`;
  return `${head}\n\n${counts}\n\n${workersText(workers)}\n`;
}

function workersText(workers: readonly WorkerRow[]): string {
  if (workers.length === 0) return 'no worker has been here yet';
  return tableText([
    ['worker', 'process', 'state', 'busy', 'done', 'seen'],
    ...workers.map(({ workerId, host, pid, state, slots, busy, jobsDone, seenAgoMs }) => [
      workerId,
      `${pid} at ${host}`,
      state,
      `${busy}/${slots}`,
      number(jobsDone),
      `${durationText(Math.max(0, seenAgoMs))} ago`,
    ]),
  ]);
}

const number = (value: number): string =>
  (Number.isInteger(value) ? String(value) : value.toFixed(1)).replaceAll(
    /\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g,
    ',',
  );
