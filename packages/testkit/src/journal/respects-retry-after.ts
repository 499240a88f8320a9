import { inSeconds } from './in-seconds.ts';
import type { RequestEvent } from './journal-event.ts';
import type { JournalRecord } from './journal-record.ts';
import type { JournalVerdict } from './journal-verdict.ts';
import { verdictOf } from './verdict-of.ts';

interface Rest {
  readonly untilMs: number;
  readonly asked: number;
}

const placeOf = ({ account = 'nobody', endpoint }: RequestEvent): string =>
  `${endpoint} by ${account}`;

/** Did an account leave an endpoint alone for as long as a reply's Retry-After had asked? */
export function respectsRetryAfter(record: JournalRecord): JournalVerdict {
  const requests = new Map<number, RequestEvent>();
  const rests = new Map<string, Rest>();
  const ignored: {
    readonly kind: 'retry-after-ignored';
    taskIds: readonly string[];
    why: string;
  }[] = [];
  for (const event of record.events) {
    if (event.kind === 'retry-after-delivered') {
      const request = requests.get(event.request);
      if (request === undefined) continue;
      const untilMs = event.atMs + event.seconds * 1_000;
      rests.set(placeOf(request), { untilMs, asked: event.request });
    }
    if (event.kind !== 'request') continue;
    requests.set(event.seq, event);
    const rest = rests.get(placeOf(event));
    if (rest === undefined || event.atMs >= rest.untilMs) continue;
    const why = `#${event.seq} (${placeOf(event)}) came ${inSeconds(rest.untilMs - event.atMs)} before the time that the reply to #${rest.asked} had named`;
    ignored.push({ kind: 'retry-after-ignored', taskIds: event.taskIds, why });
  }
  const summary = `${ignored.length} requests before a Retry-After was over`;
  return verdictOf(record, { check: 'respectsRetryAfter', findings: ignored, summary });
}
