import type { JournalTask } from '@understudy/testkit';
import type { Job, StoredAttempt } from '@understudy/worker';

/** What a service knows of a task that it accepted. */
export type Acceptance = Pick<JournalTask, 'id' | 'readyAt' | 'deliveredAt' | 'isRefunded'>;

/** What is to be said of one job of a chaos run. */
export interface JobVerdict {
  /** It never ended, or it failed although an answer that was paid for lay ready. */
  readonly isLost: boolean;
  /** Acceptances that nothing on record explains. */
  readonly paidTwice: number;
  /** Acceptances that were booked as maybe paid. */
  readonly maybePaid: number;
  readonly why: readonly string[];
}

const ticketId = ({ ticket }: StoredAttempt): unknown => ticket?.ticket['id'];

/** Holds what the services were paid for against what the workers wrote down. */
export function judgeJob(job: Job | undefined, accepted: readonly Acceptance[]): JobVerdict {
  if (job === undefined) return verdict({ isLost: true, why: ['the job is gone'] });
  const why: string[] = [];
  const { attempts } = job;
  const known = new Set(attempts.map(ticketId));
  const unknown = accepted.filter(({ id }) => !known.has(id));
  const doubtful = attempts.filter(isDoubtful);
  const unbooked = Math.max(0, unknown.length - doubtful.length);
  if (unbooked > 0) why.push(`${unbooked} acceptances without a booking`);
  const unexplained = attempts.filter((attempt, index) => {
    const reason = whyUnexplained(attempt, attempts.slice(0, index));
    if (reason !== undefined) why.push(reason);
    return reason !== undefined;
  });
  const isEnded = job.state === 'solved' || job.state === 'failed';
  if (!isEnded) why.push(`it is still ${job.state}`);
  // What nobody knows to be accepted, nobody can collect: that is maybe paid.
  const isWasted =
    job.state === 'failed' && accepted.some((task) => known.has(task.id) && isLeftLying(task));
  if (isWasted) why.push('an answer was left lying');
  return verdict({
    isLost: !isEnded || isWasted,
    paidTwice: unbooked + unexplained.length,
    maybePaid: Math.min(unknown.length, doubtful.length),
    why,
  });
}

const verdict = (told: Partial<JobVerdict>): JobVerdict => ({
  isLost: false,
  paidTwice: 0,
  maybePaid: 0,
  why: [],
  ...told,
});

/** Nobody knows whether it was accepted. */
const isDoubtful = ({ outcome, ticket }: StoredAttempt): boolean =>
  ticket === undefined && (outcome === undefined || outcome === 'unknown');

const isLeftLying = ({ readyAt, deliveredAt, isRefunded }: Acceptance): boolean =>
  readyAt !== undefined && deliveredAt === undefined && !isRefunded;

/** Why a purchase should not have been made, by what was known when it was booked. */
function whyUnexplained(
  { because, claim, attemptId }: StoredAttempt,
  earlier: readonly StoredAttempt[],
): string | undefined {
  switch (because) {
    case 'first':
      // What was recalled was never sent.
      return earlier.every(({ outcome }) => outcome === 'recalled')
        ? undefined
        : `${attemptId} took itself for the first`;
    case 'router':
      // A decision of the router's within one claim; its events say why.
      return earlier.some((other) => other.claim === claim)
        ? undefined
        : `${attemptId} follows nothing in its claim`;
    case 'others-ended': {
      const open = earlier.find(
        ({ ticket, outcome }) => ticket !== undefined && outcome === undefined,
      );
      return open === undefined ? undefined : `${attemptId} while ${open.attemptId} was open`;
    }
    case 'maybe-paid':
      return earlier.some(isDoubtful) ? undefined : `${attemptId} without a doubt before it`;
    case 'overdue':
      return earlier.some(({ ticket }) => ticket !== undefined)
        ? undefined
        : `${attemptId} waited for no ticket`;
    default:
      return `${attemptId} for no known reason`;
  }
}
