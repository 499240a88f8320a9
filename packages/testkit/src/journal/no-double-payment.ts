import { grouped } from './grouped.ts';
import type { JournalRecord } from './journal-record.ts';
import type { JournalTask } from './journal-task.ts';
import type { Finding, JournalVerdict } from './journal-verdict.ts';
import type { RouterAttempt, RouterDecisions } from './router-decisions.ts';
import { suspectedPaidTwice } from './suspected-paid-twice.ts';
import { verdictOf } from './verdict-of.ts';

type BareFinding = Omit<Finding, 'timeline'>;

/** Was any solve accepted a second time without a logged decision that explains it? */
export function noDoublePayment(
  record: JournalRecord,
  decisions?: RouterDecisions,
): JournalVerdict {
  const check = 'noDoublePayment';
  if (decisions === undefined) {
    const findings = suspectedPaidTwice(record.tasks);
    return verdictOf(record, {
      check,
      findings,
      summary: `${record.tasks.length} accepted, ${findings.length} suspected of being paid twice`,
    });
  }
  const unclaimed = tasksWithoutAttempt(record, decisions);
  const findings = [
    ...secondAcceptances(record, decisions, unclaimed.length > 0),
    ...unexplainedAcceptances(unclaimed, decisions),
  ];
  const counts = `${record.tasks.length} accepted, ${findings.length} paid twice, ${unclaimed.length} maybe paid`;
  return verdictOf(record, { check, findings, summary: counts });
}

const isHere =
  ({ providerId }: RouterDecisions) =>
  (attempt: RouterAttempt): boolean =>
    providerId === undefined || attempt.providerId === providerId;

/** Tasks that the fake accepted and whose id the router never learnt. */
function tasksWithoutAttempt(
  { tasks }: JournalRecord,
  decisions: RouterDecisions,
): readonly JournalTask[] {
  const here = decisions.attempts.filter(isHere(decisions));
  const claimed = new Set(here.map(({ ticketId }) => ticketId));
  return tasks.filter(({ id }) => !claimed.has(id));
}

function secondAcceptances(
  { tasks }: JournalRecord,
  decisions: RouterDecisions,
  hasUnclaimedTasks: boolean,
): readonly BareFinding[] {
  const ids = new Set(tasks.map(({ id }) => id));
  const isOwn = isHere(decisions);
  /** A submit without a reply counts when the fake did accept tasks that nobody claims. */
  const isAcceptance = (attempt: RouterAttempt): boolean =>
    attempt.outcome === 'accepted' ||
    attempt.ticketId !== undefined ||
    (attempt.outcome === 'unknown' && hasUnclaimedTasks && isOwn(attempt));
  return grouped(decisions.attempts, ({ taskId }) => taskId).flatMap((ofSolve) => {
    const paid = ofSolve.filter(isAcceptance);
    const unexplained = paid.slice(1).filter(({ explained }) => !explained);
    const taskIds = paid
      .filter(isOwn)
      .flatMap(({ ticketId }) => (ticketId !== undefined && ids.has(ticketId) ? [ticketId] : []));
    if (unexplained.length === 0 || taskIds.length === 0) return [];
    const attempts = unexplained
      .map(({ attemptId, reason }) => `${attemptId} (${reason})`)
      .join(', ');
    const why = `solve ${ofSolve[0]?.taskId ?? ''} was accepted ${paid.length} times; no decision explains ${attempts}`;
    return [{ kind: 'paid-twice' as const, taskIds, why }];
  });
}

/** Every unclaimed task needs a submit without a reply that may have made it. */
function unexplainedAcceptances(
  unclaimed: readonly JournalTask[],
  decisions: RouterDecisions,
): readonly BareFinding[] {
  const maybePaid = decisions.attempts
    .filter(isHere(decisions))
    .filter(({ outcome, ticketId }) => outcome === 'unknown' && ticketId === undefined).length;
  if (unclaimed.length <= maybePaid) return [];
  const why = `${unclaimed.length} tasks were accepted whose ids the router never learnt, and it knows of ${maybePaid} submits without a reply`;
  return [{ kind: 'unexplained-acceptance', taskIds: unclaimed.map(({ id }) => id), why }];
}
