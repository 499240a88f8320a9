import type { EventLog } from '../journal/event-log.ts';
import type { FakeTask } from './fake-task.ts';
import type { PollAnswer, ServiceAnswer } from './service-answer.ts';

/** Takes down that an answer has left for good, with what it told the client. */
export function recordDelivery(
  answer: ServiceAnswer,
  { log, now, request }: { readonly log: EventLog; readonly now: number; readonly request: number },
): void {
  switch (answer.kind) {
    case 'accepted':
      deliverId(answer.task);
      break;
    case 'settled':
      deliverId(answer.task);
      deliverResult(answer.result);
      break;
    case 'polled':
      answer.results.forEach(deliverResult);
      break;
    default:
      break;
  }

  function deliverId(task: FakeTask): void {
    task.acceptanceDeliveredAt = now;
    log.append(now, { kind: 'acceptance-delivered', ...about(task) });
  }

  function deliverResult(result: PollAnswer): void {
    if (result.kind !== 'solved' && result.kind !== 'unsolvable') return;
    const { task } = result;
    task.finalDeliveredAt ??= now;
    if (result.kind === 'unsolvable') {
      log.append(now, { kind: 'failure-delivered', ...about(task) });
      return;
    }
    task.deliveredAt ??= now;
    log.append(now, { kind: 'answer-delivered', ...about(task) });
  }

  function about(task: FakeTask): {
    readonly subject: string;
    readonly request: number;
    readonly taskId: string;
  } {
    return { subject: task.init.key, request, taskId: task.id };
  }
}
