import type { Happening } from './happening.ts';
import type { Invariant } from './invariant.ts';
import type { TicketRecord } from './world-record.ts';

/** An answer that existed for so long, while its account was neither at rest nor in trouble, was there to be had. */
const timeToCollectMs = 90_000;

/**
 * I3: a ticket that the router was given is polled until the service has told how it ended, or until its lifetime has
 * passed; or it is handed back at the end. What was ready in time and could be asked for is never lost.
 */
export const losesNothing: Invariant = ({ facts, record, check }) => {
  const lifetimeOf = new Map(facts.services.map((known) => [known.providerId, known.lifetimeMs]));
  /** When an account was last kept from collecting: latched, asked to slow down, or out of reach. */
  const troubledAt = new Map<string, number>();
  const latched = new Set<string>();
  const given = new Map<string, { readonly ticket: TicketRecord; readonly at: number }>();
  let handedBack: ReadonlySet<string> = new Set();
  let closedAt: number | undefined;

  const noteTrouble = (happening: Happening): void => {
    const { atMs } = happening;
    if (happening.kind === 'poll-replied' && happening.reply === 'error')
      troubledAt.set(happening.providerId, atMs + (happening.retryAfterMs ?? 0));
    if (happening.kind === 'suspended')
      for (const { providerId } of facts.services) troubledAt.set(providerId, atMs);
    if (happening.kind !== 'event') return;
    const { event } = happening;
    if (event.type === 'account-latched') latched.add(event.providerId);
    if (event.type !== 'account-unlatched') return;
    latched.delete(event.providerId);
    troubledAt.set(event.providerId, atMs);
  };
  const judgeEnd = ({ attempt, readyAt, final }: TicketRecord, endedAt: number): void => {
    if (final !== undefined) return;
    const { providerId, acceptedAt = 0, taskId, attemptId } = attempt;
    const expiresAt = acceptedAt + (lifetimeOf.get(providerId) ?? Infinity);
    const early = () => `${attemptId} was given up ${expiresAt - endedAt} ms before its time`;
    check(endedAt >= expiresAt, early, taskId);
    const since = Math.max(readyAt ?? Infinity, troubledAt.get(providerId) ?? -Infinity);
    const isLost = !latched.has(providerId) && since + timeToCollectMs < expiresAt;
    const lost = () => `${attemptId} was ready at ${readyAt} and never collected`;
    check(!isLost || endedAt < expiresAt, lost, taskId);
  };
  return {
    hear: (happening) => {
      noteTrouble(happening);
      if (happening.kind === 'submit-replied' && happening.reply === 'accepted') {
        const { ticket: name } = record.attempt(happening);
        const ticket = name === undefined ? undefined : record.tickets.get(name);
        const isHeard = closedAt === undefined;
        if (ticket !== undefined && isHeard)
          given.set(happening.attemptId, { ticket, at: happening.atMs });
      } else if (happening.kind === 'closed') {
        closedAt = happening.atMs;
        handedBack = new Set(happening.openTickets);
      } else if (happening.kind === 'event' && happening.event.type === 'attempt-ended') {
        const ticket = given.get(happening.event.attemptId)?.ticket;
        if (ticket !== undefined) judgeEnd(ticket, happening.atMs);
      }
    },
    end: () => {
      for (const [attemptId, { ticket, at }] of given) {
        const { ended, taskId } = ticket.attempt;
        const isKept = ended !== undefined || handedBack.has(attemptId) || at === closedAt;
        check(isKept, () => `the ticket of ${attemptId} was dropped without a word`, taskId);
      }
    },
  };
};
