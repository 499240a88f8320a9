import type { JournalRecord } from './journal-record.ts';
import type { JournalVerdict } from './journal-verdict.ts';
import { verdictOf } from './verdict-of.ts';

/** Has the client closed every connection that it opened? To be asked after it was shut down. */
export function allSocketsClosed(record: JournalRecord): JournalVerdict {
  const open = new Map<number, number>();
  for (const event of record.events) {
    if (event.kind === 'connection-opened') open.set(event.connection, event.seq);
    if (event.kind === 'connection-closed') open.delete(event.connection);
  }
  const findings = Array.from(open, ([connection, seq]) => ({
    kind: 'socket-left-open' as const,
    taskIds: [],
    why: `connection ${connection}, opened at #${seq}, is still open`,
  }));
  const summary = `${findings.length} connections left open`;
  return verdictOf(record, { check: 'allSocketsClosed', findings, summary });
}
