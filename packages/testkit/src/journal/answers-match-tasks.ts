import type { JournalRecord } from './journal-record.ts';
import type { JournalTask } from './journal-task.ts';
import type { Finding, JournalVerdict } from './journal-verdict.ts';
import { verdictOf } from './verdict-of.ts';

/** An answer that a client used, and what it took it for; only what is given is compared. */
export interface UsedAnswer {
  /** The answer or a part of it: a token, a `validate`, a lot number, cells as text. */
  readonly answer: string;
  /** The fake's id of the task. */
  readonly taskId?: string | undefined;
  readonly taskType?: string | undefined;
  readonly siteKey?: string | undefined;
  readonly pageUrl?: string | undefined;
}

/** Did every answer go to the task that it was bought for? A wrong one is a stranger's answer. */
export function answersMatchTasks(
  record: JournalRecord,
  used: readonly UsedAnswer[],
  taskIdOfAnswer: (answer: string) => string | undefined,
): JournalVerdict {
  const tasks = new Map(record.tasks.map((task) => [task.id, task]));
  const findings = used.flatMap((claim, index) => {
    const taskId = taskIdOfAnswer(claim.answer);
    const task = taskId === undefined ? undefined : tasks.get(taskId);
    const why = mismatchOf(claim, task);
    return why === undefined ? [] : [findingOf(`answer ${index + 1} ${why}`, claim, task)];
  });
  const summary = `${used.length} answers, ${findings.length} of another task`;
  return verdictOf(record, { check: 'answersMatchTasks', findings, summary });
}

/** Answers stay out of it: they are worth money. */
function mismatchOf(claim: UsedAnswer, task: JournalTask | undefined): string | undefined {
  if (task === undefined) return 'was never given, or belongs to several tasks';
  const pairs = [
    ['task', claim.taskId, task.id],
    ['type', claim.taskType, task.type],
    ['site key', claim.siteKey, task.siteKey],
    ['page', claim.pageUrl, task.pageUrl],
  ] as const;
  const wrong = pairs.find(([, wanted, got]) => wanted !== undefined && wanted !== got);
  if (wrong === undefined) return undefined;
  const [name, wanted, got] = wrong;
  return `was used for ${name} ${wanted}, and belongs to ${name} ${got ?? 'none'}`;
}

function findingOf(
  why: string,
  claim: UsedAnswer,
  task: JournalTask | undefined,
): Omit<Finding, 'timeline'> {
  const taskIds = [claim.taskId, task?.id].filter((id) => id !== undefined);
  return { kind: 'foreign-answer', taskIds: [...new Set(taskIds)], why };
}
