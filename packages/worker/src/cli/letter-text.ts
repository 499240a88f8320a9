import type { Job } from '../jobs/job.ts';
import type { StoredAttempt } from '../store/stored-attempt.ts';
import { durationText } from './duration-text.ts';
import { tableText, withoutControls } from './table-text.ts';

/** Everything that is known of a job, for people. */
export function letterText(job: Job, nowEpochMs: number): string {
  const ago = (epochMs: number): string => `${durationText(Math.max(0, nowEpochMs - epochMs))} ago`;
  const facts = [
    ['job', job.jobId],
    ['state', job.state],
    ['task', JSON.stringify(job.task)],
    ['priority', job.priority],
    ['enqueued', ago(job.enqueuedAtEpochMs)],
    ...endOf(job, ago),
  ];
  const attempts =
    job.attempts.length === 0
      ? 'nothing was bought'
      : tableText([
          [
            'attempt',
            'provider',
            'booked',
            'because',
            'outcome',
            'charged',
            'code',
            'ticket',
            'why',
          ],
          ...job.attempts.map((attempt) => rowOf(attempt, ago)),
        ]);
  return `${tableText(facts)}\n\n${attempts}\n`;
}

function endOf(job: Job, ago: (epochMs: number) => string): readonly (readonly string[])[] {
  if (job.state === 'solved') {
    const { amount, currency, basis } = job.answer.cost;
    return [
      ['solved', `${ago(job.endedAtEpochMs)} by ${job.answer.providerId}`],
      ['cost', `${amount} ${currency} (${basis})`],
    ];
  }
  if (job.state !== 'failed') return [];
  const { code, message, charged, openTickets } = job.failure;
  return [
    ['failed', `${ago(job.endedAtEpochMs)} by ${code}`],
    ['why', message],
    ['charged', charged],
    ['open tickets', openTickets.map(({ attemptId }) => attemptId).join(', ') || 'none'],
  ];
}

const rowOf = (
  { attemptId, providerId, bookedAtEpochMs, because, ...attempt }: StoredAttempt,
  ago: (epochMs: number) => string,
): readonly string[] => [
  attemptId,
  providerId,
  ago(bookedAtEpochMs),
  because,
  attempt.outcome ?? 'open',
  // Without a ticket and without an end nobody knows whether it was accepted.
  attempt.report?.charged ?? (attempt.ticket === undefined ? 'unknown' : 'yes'),
  attempt.report?.rawCode ?? attempt.report?.code ?? '',
  attempt.ticket === undefined ? '' : JSON.stringify(attempt.ticket.ticket),
  withoutControls(attempt.report?.message ?? ''),
];
