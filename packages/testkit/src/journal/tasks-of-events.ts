import type { ServiceCall, SubmittedTask } from '../core/service-call.ts';
import type { JournalEvent } from './journal-event.ts';
import type { JournalTask } from './journal-task.ts';

type Changeable = { -readonly [K in keyof JournalTask]: JournalTask[K] };

/** What became of every accepted task, by the events alone: for a journal that was read from a file. */
export function tasksOfEvents(
  events: readonly JournalEvent[],
  calls: ReadonlyMap<number, ServiceCall>,
): readonly JournalTask[] {
  const tasks = new Map<string, Changeable>();
  for (const event of events) {
    if (event.kind === 'task-accepted') {
      tasks.set(event.taskId, acceptedTask(event, calls.get(event.request)));
    } else if (event.kind === 'request' && event.endpoint === 'poll') {
      for (const taskId of event.taskIds) countPoll(tasks.get(taskId));
    } else if ('taskId' in event) {
      const task = tasks.get(event.taskId);
      if (task !== undefined) apply(event, task);
    }
  }
  return [...tasks.values()];
}

function acceptedTask(
  event: Extract<JournalEvent, { kind: 'task-accepted' }>,
  call: ServiceCall | undefined,
): Changeable {
  const { taskId: id, taskType: type, fingerprint, subject, atMs: acceptedAt } = event;
  const submitted: Partial<SubmittedTask> = call?.kind === 'submit' ? call.task : {};
  return {
    id,
    type,
    siteKey: submitted.siteKey,
    pageUrl: submitted.pageUrl,
    imageHash: submitted.imageHash,
    fingerprint,
    account: subject.split('/')[0] ?? '',
    state: 'working',
    acceptedAt,
    chargedAmount: 0,
    isRefunded: false,
    polls: 0,
    pollsAfterFinal: 0,
  };
}

function countPoll(task: Changeable | undefined): void {
  if (task === undefined) return;
  task.polls += 1;
  if (task.finalDeliveredAt !== undefined) task.pollsAfterFinal += 1;
}

function apply(event: JournalEvent, task: Changeable): void {
  const { atMs } = event;
  switch (event.kind) {
    case 'charge':
      task.chargedAmount = event.amount;
      return;
    case 'refund':
      task.isRefunded = true;
      return;
    case 'answer-ready':
      task.state = 'solved';
      task.readyAt = atMs;
      return;
    case 'task-unsolvable':
      task.state = 'unsolvable';
      task.readyAt = undefined;
      return;
    case 'task-expired':
      task.state = 'expired';
      return;
    case 'acceptance-delivered':
      task.acceptanceDeliveredAt = atMs;
      return;
    case 'answer-delivered':
      task.deliveredAt ??= atMs;
      task.finalDeliveredAt ??= atMs;
      return;
    case 'failure-delivered':
      task.finalDeliveredAt ??= atMs;
      return;
    case 'callback-acknowledged':
      if (event.says === 'solved') task.deliveredAt ??= atMs;
      if (event.says === 'unsolvable') task.failureAcknowledgedAt ??= atMs;
      return;
    case 'report':
      task.judgement = event.judgement;
      return;
    default:
  }
}
