import type { JournalEvent } from './journal-event.ts';
import type { JournalRecord } from './journal-record.ts';

const maxLines = 40;

/**
 * Tells what happened to some tasks, one line for each event, the middle of a long story left out. Looks through the
 * journal once, however many stories are asked for.
 */
export function timelinesOf({
  events,
}: JournalRecord): (taskIds: readonly string[]) => readonly string[] {
  const byTask = new Map<string, JournalEvent[]>();
  const byRequest = new Map<number, JournalEvent[]>();
  for (const event of events) {
    for (const taskId of tasksOf(event)) addTo(byTask, taskId, event);
    addTo(byRequest, requestOf(event), event);
  }
  return (taskIds) => {
    const about = taskIds.flatMap((taskId) => byTask.get(taskId) ?? []);
    const requests = new Set(about.map(requestOf));
    const whole = new Set([...requests].flatMap((request) => byRequest.get(request) ?? []));
    return shortened([...whole].toSorted((left, right) => left.seq - right.seq));
  };
}

function addTo<Key>(lists: Map<Key, JournalEvent[]>, key: Key, event: JournalEvent): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [event]);
  else list.push(event);
}

function shortened(story: readonly JournalEvent[]): readonly string[] {
  if (story.length <= maxLines) return story.map(lineOf);
  const half = maxLines / 2;
  const left = story.length - maxLines;
  return [
    ...story.slice(0, half).map(lineOf),
    `… ${left} events more …`,
    ...story.slice(-half).map(lineOf),
  ];
}

/** The tasks that an event is about. */
function tasksOf(event: JournalEvent): readonly string[] {
  if (event.kind === 'request') return event.taskIds;
  return 'taskId' in event ? [event.taskId] : [];
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
