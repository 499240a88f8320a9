import type { JournalEvent } from './journal-event.ts';
import type { JournalRecord } from './journal-record.ts';

const maxLines = 40;

/** What happened to some tasks, one line for each event, the middle of a long story left out. */
export function timelineOf(record: JournalRecord, taskIds: readonly string[]): readonly string[] {
  const concerned = new Set(taskIds);
  const isAbout = (event: JournalEvent): boolean =>
    ('taskId' in event && concerned.has(event.taskId)) ||
    (event.kind === 'request' && event.taskIds.some((taskId) => concerned.has(taskId)));
  const requests = new Set<number>();
  for (const event of record.events) {
    if (isAbout(event)) requests.add(requestOf(event));
  }
  const lines = record.events
    .filter((event) => isAbout(event) || requests.has(requestOf(event)))
    .map(lineOf);
  if (lines.length <= maxLines) return lines;
  const half = maxLines / 2;
  const left = lines.length - maxLines;
  return [...lines.slice(0, half), `… ${left} events more …`, ...lines.slice(-half)];
}

/** The request that an event belongs to, itself where it is one. */
const requestOf = (event: JournalEvent): number =>
  ('request' in event ? event.request : undefined) ?? event.seq;

function lineOf(event: JournalEvent): string {
  const seconds = (event.atMs / 1_000).toFixed(3);
  return `#${event.seq}  ${seconds}s  ${event.kind.padEnd(20)}  ${detailOf(event)}`.trimEnd();
}

function detailOf(event: JournalEvent): string {
  switch (event.kind) {
    case 'request':
      return `${event.endpoint} on connection ${event.connection} ${event.taskIds.join(',')}`;
    case 'rule-applied': {
      const { draw } = event;
      const chance =
        draw && `, drew ${draw.value.toFixed(4)} from ${draw.stream} ${draw.key} ${draw.call}`;
      return `${event.fault} by "${event.rule}" on #${event.request}${chance ?? ''}`;
    }
    case 'task-accepted':
      return `${event.taskId} ${event.taskType} by #${event.request}`;
    case 'charge':
      return `${event.taskId} ${event.amount} USD`;
    case 'refund':
      return `${event.taskId} ${event.amount} USD, ${event.why}`;
    case 'refused':
      return `${event.refusal} to #${event.request}`;
    case 'reply-lost':
      return `${event.why}, of #${event.request}`;
    case 'report':
      return `${event.taskId} ${event.judgement}`;
    case 'acceptance-delivered':
    case 'answer-delivered':
    case 'failure-delivered':
      return `${event.taskId} in reply to #${event.request}`;
    case 'retry-after-delivered':
      return `${event.seconds} s, in reply to #${event.request}`;
    case 'connection-opened':
    case 'connection-closed':
      return `connection ${event.connection}`;
    case 'callback-sent':
    case 'callback-acknowledged':
      return `${event.taskId} says ${event.says}`;
    case 'callback-failed':
    case 'callback-refused':
      return `${event.taskId} ${event.why}`;
    case 'answer-ready':
    case 'task-unsolvable':
    case 'task-expired':
      return event.taskId;
    case 'account-changed':
      return `${event.subject} ${event.change}`;
    case 'connection-struck':
      return `${event.fault} by "${event.rule}" at ${event.stage}`;
    case 'restarted':
      return `keeps ${event.keeps}`;
    case 'listener-changed':
      return event.state;
    case 'warning':
      return event.message;
  }
}
