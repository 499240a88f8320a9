import type { FakeSolution } from './fake-solution.ts';
import type { FakeTaskType } from './fake-task-type.ts';
import type { AnswerForm } from './service-call.ts';

/** How a task is going to end: decided when it is accepted. */
export type Fate = 'solved' | 'unsolvable' | 'never';

/** What is settled about a task when it is accepted. Instants are milliseconds since the fake started. */
export interface FakeTaskInit {
  readonly id: string;
  /** Names the task whatever the order of arrival: account, fingerprint and number of the submit. */
  readonly key: string;
  readonly type: FakeTaskType;
  readonly siteKey?: string | undefined;
  readonly pageUrl?: string | undefined;
  readonly imageHash?: string | undefined;
  readonly isEnterprise: boolean;
  readonly cellCount?: number | undefined;
  readonly form?: AnswerForm | undefined;
  readonly fingerprint: string;
  /** The account's name, never its key. */
  readonly account: string;
  readonly acceptedAt: number;
  /** When the worker ends, if ever. */
  readonly endsAt: number | undefined;
  readonly fate: Fate;
  /** Whether an unsolvable task gives its price back. */
  readonly isRefundable: boolean;
  /** US dollars; 0 where threads are paid for, not tasks. */
  readonly price: number;
  /** The answer is one that nobody takes, and that the journal does not know. */
  readonly isWrong?: boolean | undefined;
  /** Unique: no other task of this seed has it, as long as cells last. */
  readonly solution: FakeSolution;
}

/** Where a task stands; `expired` means that its answer can no longer be asked for. */
export type TaskState = 'working' | 'solved' | 'unsolvable' | 'expired';

/** An accepted task, from acceptance to the end of its lifetime. */
export class FakeTask {
  readonly init: FakeTaskInit;
  state: TaskState = 'working';
  holdsThread = true;
  isRefunded = false;
  /** The worker will never end: nobody but a hand on the fake does this. */
  isLost = false;
  /** When the answer became available. */
  readyAt: number | undefined;
  /** When the reply to the submit had left for good. */
  acceptanceDeliveredAt: number | undefined;
  /** When the answer had first left for good. */
  deliveredAt: number | undefined;
  /** When the final word, answer or failure, had first left for good. */
  finalDeliveredAt: number | undefined;
  /** When a callback was first acknowledged that said that there will be no answer. */
  failureAcknowledgedAt: number | undefined;
  judgement: 'accepted' | 'rejected' | undefined;
  polls = 0;
  pollsAfterFinal = 0;

  constructor(init: FakeTaskInit) {
    this.init = init;
  }

  get id(): string {
    return this.init.id;
  }
}
