import type { FakeTaskType } from '../core/fake-task-type.ts';
import type { FakeTask, TaskState } from '../core/fake-task.ts';

/** What became of one accepted task. Instants are milliseconds since the fake started. */
export interface JournalTask {
  /** The id that the client was given. */
  readonly id: string;
  readonly type: FakeTaskType;
  readonly siteKey?: string | undefined;
  readonly pageUrl?: string | undefined;
  readonly imageHash?: string | undefined;
  /** Equal for tasks of equal type, site key, page and picture. */
  readonly fingerprint: string;
  /** The account's name, never its key. */
  readonly account: string;
  readonly state: TaskState;
  readonly acceptedAt: number;
  /** US dollars; 0 where threads are paid for, not tasks. */
  readonly chargedAmount: number;
  readonly isRefunded: boolean;
  /** When its answer became available; absent while there is none. */
  readonly readyAt?: number | undefined;
  /** When the id had left for good; absent when the reply to the submit was lost. */
  readonly acceptanceDeliveredAt?: number | undefined;
  /** When the answer had left for good. */
  readonly deliveredAt?: number | undefined;
  /** When the final word, answer or failure, had left for good. */
  readonly finalDeliveredAt?: number | undefined;
  /** When a callback was acknowledged that said that there will be no answer; polls may still confirm it. */
  readonly failureAcknowledgedAt?: number | undefined;
  readonly judgement?: 'accepted' | 'rejected' | undefined;
  readonly polls: number;
  /** Polls that came after the final word had been delivered. */
  readonly pollsAfterFinal: number;
}

/** Takes down how a task stands. */
export function journalTaskOf(task: FakeTask): JournalTask {
  const { id, type, siteKey, pageUrl, imageHash, fingerprint, account, acceptedAt } = task.init;
  return {
    id,
    type,
    siteKey,
    pageUrl,
    imageHash,
    fingerprint,
    account,
    state: task.state,
    acceptedAt,
    chargedAmount: task.init.price,
    isRefunded: task.isRefunded,
    readyAt: task.readyAt,
    acceptanceDeliveredAt: task.acceptanceDeliveredAt,
    deliveredAt: task.deliveredAt,
    finalDeliveredAt: task.finalDeliveredAt,
    failureAcknowledgedAt: task.failureAcknowledgedAt,
    judgement: task.judgement,
    polls: task.polls,
    pollsAfterFinal: task.pollsAfterFinal,
  };
}
