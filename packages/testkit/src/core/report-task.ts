import type { EventLog } from '../journal/event-log.ts';
import type { FakeTask } from './fake-task.ts';
import type { ServiceAnswer } from './service-answer.ts';
import type { TaskTable } from './task-table.ts';

interface ReportTerms {
  readonly judgement: 'accepted' | 'rejected';
  readonly now: number;
  readonly request: number;
  readonly table: TaskTable;
  readonly log: EventLog;
}

/** Records what a customer says of an answer, once; a rejected answer that was paid for is paid back. */
export function reportTask(task: FakeTask | undefined, terms: ReportTerms): ServiceAnswer {
  if (task === undefined) return { kind: 'refused', refusal: 'task-id-unknown' };
  if (task.state !== 'solved') return { kind: 'refused', refusal: 'report-too-early' };
  if (task.judgement !== undefined) return { kind: 'refused', refusal: 'report-duplicate' };
  const { judgement, now, request, table, log } = terms;
  task.judgement = judgement;
  log.append(now, { kind: 'report', subject: task.init.key, request, taskId: task.id, judgement });
  if (judgement === 'rejected' && task.init.price > 0)
    table.refund(task, { at: now, why: 'reported' });
  return { kind: 'reported' };
}
