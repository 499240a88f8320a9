import type { JournalRecord } from './journal-record.ts';
import type { JournalTask } from './journal-task.ts';
import type { Finding, JournalVerdict } from './journal-verdict.ts';
import type { RouterDecisions } from './router-decisions.ts';
import { verdictOf } from './verdict-of.ts';

/** Was any answer left lying that was paid for, ready within its lifetime, and whose task the client knew? */
export function nothingLost(record: JournalRecord, decisions?: RouterDecisions): JournalVerdict {
  const uncollected = record.tasks.filter(
    ({ readyAt, deliveredAt }) => readyAt !== undefined && deliveredAt === undefined,
  );
  const known = uncollected.filter(isKnownBy(decisions));
  const open = new Set(decisions?.openTicketIds);
  const lost = known.filter(({ id, state }) => !open.has(id) || state === 'expired');
  const findings = lost.map((task) => findingOf(task, decisions === undefined));
  const maybePaid = uncollected.length - known.length;
  const stillOpen = known.length - lost.length;
  const word = decisions === undefined ? 'suspected of being lost' : 'lost';
  const summary = `${findings.length} ${word}, ${stillOpen} still to be collected, ${maybePaid} maybe paid`;
  return verdictOf(record, { check: 'nothingLost', findings, summary });
}

/** Without the router's word, a client knows a task when the reply to its submit was delivered. */
function isKnownBy(decisions: RouterDecisions | undefined): (task: JournalTask) => boolean {
  if (decisions === undefined) return (task) => task.acceptanceDeliveredAt !== undefined;
  const ticketIds = new Set(decisions.attempts.map(({ ticketId }) => ticketId));
  for (const ticketId of decisions.openTicketIds ?? []) ticketIds.add(ticketId);
  return ({ id }) => ticketIds.has(id);
}

function findingOf(
  { id, readyAt, polls, state }: JournalTask,
  isSuspicion: boolean,
): Omit<Finding, 'timeline'> {
  const since = `ready at ${((readyAt ?? 0) / 1_000).toFixed(3)} s`;
  const end = state === 'expired' ? ', and its lifetime has passed' : '';
  const why = `its answer was ${since} and never delivered (polls: ${polls})${end}`;
  return { kind: isSuspicion ? 'suspected-lost' : 'lost', taskIds: [id], why };
}
