import type { WireRequest } from '../dialects/wire.ts';
import type { EventLog } from '../journal/event-log.ts';
import type { FakeTask } from './fake-task.ts';
import { fingerprintOf } from './fingerprint.ts';
import { hasKnownKey } from './known-key.ts';
import type { Service } from './service.ts';
import { endpointOf, type ServiceCall } from './service-call.ts';

interface RequestRecord {
  readonly wire: WireRequest;
  /** Absent when there is nothing at that path. */
  readonly call: ServiceCall | undefined;
  readonly subject: string;
  readonly service: Service;
  readonly log: EventLog;
  readonly now: number;
}

/** Takes down that a request came, before anything is done about it; returns its number in the journal. */
export function recordRequest({ wire, call, subject, service, log, now }: RequestRecord): number {
  const account = call && service.accounts.find(call.apiKey);
  const tasks = tasksAskedAbout(call, service);
  if (call?.kind === 'poll') for (const task of tasks) countPoll(task);
  const submitted = call?.kind === 'submit' ? call.task : undefined;
  return log.append(now, {
    kind: 'request',
    subject,
    endpoint: call === undefined ? 'other' : endpointOf(call),
    account: account?.name,
    taskIds: tasks.map(({ id }) => id),
    taskType: submitted?.type,
    fingerprint: submitted && fingerprintOf(submitted),
    connection: wire.connection ?? 0,
    isKeyInUrl: hasKnownKey(wire.url, service.accounts.everyKey),
  });
}

/** The tasks that a call names and that exist, whosever they are. */
export function tasksAskedAbout(
  call: ServiceCall | undefined,
  service: Service,
): readonly FakeTask[] {
  const taskIds =
    call?.kind === 'poll' ? call.taskIds : call?.kind === 'report' ? [call.taskId] : [];
  return taskIds.map((taskId) => service.table.find(taskId)).filter((task) => task !== undefined);
}

function countPoll(task: FakeTask): void {
  task.polls += 1;
  if (task.finalDeliveredAt !== undefined) task.pollsAfterFinal += 1;
}
