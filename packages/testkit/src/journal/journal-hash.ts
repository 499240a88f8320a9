import { sha256 } from '../core/fingerprint.ts';
import type { JournalEvent } from './journal-event.ts';

/** What depends on the order of arrival or on the sockets, not on what was asked. */
const leftOut = new Set(['seq', 'request', 'connection']);

/** Equal for two runs in which the same happened to each task at the same times, whatever the order of arrival. */
export function journalHash(events: readonly JournalEvent[]): string {
  const bySubject = new Map<string, string[]>();
  for (const event of events) {
    // How many sockets carried the requests says nothing of what happened to the tasks.
    if (event.kind === 'connection-opened' || event.kind === 'connection-closed') continue;
    const line = JSON.stringify(event, (name, value: unknown) =>
      leftOut.has(name) ? undefined : value,
    );
    const lines = bySubject.get(event.subject);
    if (lines === undefined) bySubject.set(event.subject, [line]);
    else lines.push(line);
  }
  const subjects = [...bySubject].sort(([left], [right]) => (left < right ? -1 : 1));
  return sha256(JSON.stringify(subjects));
}
