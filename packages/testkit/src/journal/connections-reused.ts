import type { JournalRecord } from './journal-record.ts';
import type { JournalVerdict } from './journal-verdict.ts';
import { requestsOf } from './requests-of.ts';
import { verdictOf } from './verdict-of.ts';

/** How many requests a connection must have carried on average. */
export interface ConnectionReuse {
  /** @default 2 */
  readonly minRequestsEach?: number | undefined;
}

/** Did connections carry several requests each? Those that a lost reply broke do not count. */
export function connectionsReused(
  record: JournalRecord,
  { minRequestsEach = 2 }: ConnectionReuse = {},
): JournalVerdict {
  const requests = requestsOf(record.events).filter(({ connection }) => connection > 0);
  const lost = new Set(
    record.events.flatMap((event) => (event.kind === 'reply-lost' ? [event.request] : [])),
  );
  const broken = new Set(
    requests.filter(({ seq }) => lost.has(seq)).map(({ connection }) => connection),
  );
  const counted = requests.filter(({ connection }) => !broken.has(connection));
  const connections = new Set(counted.map(({ connection }) => connection)).size;
  const summary = `${counted.length} requests over ${connections} connections`;
  const isReused = connections === 0 || counted.length / connections >= minRequestsEach;
  const why = `${summary}, not ${minRequestsEach} or more over each`;
  const findings = isReused ? [] : [{ kind: 'connections-not-reused' as const, taskIds: [], why }];
  return verdictOf(record, { check: 'connectionsReused', findings, summary });
}
