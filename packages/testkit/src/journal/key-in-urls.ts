import { grouped } from './grouped.ts';
import type { JournalEvent, RequestEvent } from './journal-event.ts';
import type { JournalRecord } from './journal-record.ts';
import type { JournalVerdict } from './journal-verdict.ts';
import { verdictOf } from './verdict-of.ts';

const isKeyShowing = (event: JournalEvent): event is RequestEvent =>
  event.kind === 'request' && event.isKeyInUrl;

/** Did a request show an API key in its URL, where logs and proxies keep it? */
export function keyInUrls(record: JournalRecord): JournalVerdict {
  const showing = record.events.filter(isKeyShowing);
  const findings = grouped(showing, ({ endpoint }) => endpoint).map((requests) => ({
    kind: 'key-in-url' as const,
    taskIds: [...new Set(requests.flatMap(({ taskIds }) => taskIds))],
    why: `${requests.length} ${requests[0]?.endpoint ?? ''} requests had a key in their URL, first #${requests[0]?.seq ?? 0}`,
  }));
  const summary = `${showing.length} requests with a key in their URL`;
  return verdictOf(record, { check: 'keyInUrls', findings, summary });
}
