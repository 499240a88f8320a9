import type { EventLog } from '../journal/event-log.ts';
import type { Account } from './account.ts';
import { Agenda } from './agenda.ts';
import { answerTextsOf, cellsKeyOfText } from './fake-solution.ts';
import type { FakeTask } from './fake-task.ts';

/** How long a task can be asked about. */
export interface FakeRetention {
  /** Counted from acceptance. */
  readonly fromAcceptedMs: number;
  /** Counted from the answer, where the service forgets sooner after it. */
  readonly afterSolvedMs?: number | undefined;
}

/** How a task can be ended by hand; `lose`: it stays at work for ever. */
export const taskEnds = ['solve', 'fail', 'expire', 'lose'] as const;

export type TaskEnd = (typeof taskEnds)[number];

interface Holding {
  readonly task: FakeTask;
  readonly account: Account;
}

/** Every task that was accepted, and the passage of time over them. */
export class TaskTable {
  readonly #holdings = new Map<string, Holding>();
  /** Undefined where several tasks have the answer. */
  readonly #taskIdsByAnswer = new Map<string, string | undefined>();
  readonly #agenda = new Agenda<Holding & { readonly due: 'end' | 'expiry' }>();
  readonly #retention: FakeRetention;
  readonly #log: EventLog;

  constructor(init: { readonly retention: FakeRetention; readonly log: EventLog }) {
    this.#retention = init.retention;
    this.#log = init.log;
  }

  get tasks(): readonly FakeTask[] {
    return Array.from(this.#holdings.values(), ({ task }) => task);
  }

  has(taskId: string): boolean {
    return this.#holdings.has(taskId);
  }

  /** The task that an answer, or a part of one, belongs to; cells in any way of writing them. */
  taskIdOfAnswer(answer: string): string | undefined {
    const cells = this.#taskIdsByAnswer.has(answer) ? undefined : cellsKeyOfText(answer);
    return this.#taskIdsByAnswer.get(cells ?? answer);
  }

  /** Whether a task has that text in its answer. */
  isAnswerTaken(text: string): boolean {
    return this.#taskIdsByAnswer.has(text);
  }

  /** A task by its id, whosever it is and however old. */
  find(taskId: string): FakeTask | undefined {
    return this.#holdings.get(taskId)?.task;
  }

  /** A task that an account may still ask about. */
  findOwn(taskId: string, account: Account): FakeTask | undefined {
    const holding = this.#holdings.get(taskId);
    if (holding?.account !== account || holding.task.state === 'expired') return undefined;
    return holding.task;
  }

  add(task: FakeTask, account: Account): void {
    const holding = { task, account };
    const { key, acceptedAt, endsAt, solution, isWrong } = task.init;
    this.#holdings.set(task.id, holding);
    for (const text of isWrong === true ? [] : answerTextsOf(solution)) {
      this.#taskIdsByAnswer.set(text, this.isAnswerTaken(text) ? undefined : task.id);
    }
    account.busyThreads += 1;
    const expiresAt = acceptedAt + this.#retention.fromAcceptedMs;
    this.#agenda.add(expiresAt, key, { ...holding, due: 'expiry' });
    if (endsAt !== undefined && endsAt < expiresAt) {
      this.#agenda.add(endsAt, key, { ...holding, due: 'end' });
    }
  }

  /** Lets happen what is due up to an instant, each at its own time. */
  advance(now: number): void {
    for (let due = this.#agenda.takeDue(now); due; due = this.#agenda.takeDue(now)) {
      const { at, item } = due;
      if (item.due === 'expiry') this.#expire(item, at);
      else if (item.task.state === 'working') this.#end(item, at);
    }
  }

  /** Ends a task without an answer, here and now. */
  giveUp(
    task: FakeTask,
    { now, isRefunded }: { readonly now: number; readonly isRefunded: boolean },
  ): void {
    const holding = this.#holdings.get(task.id);
    if (holding !== undefined) this.#endUnsolvable(holding, { at: now, isRefunded });
  }

  /** Ends a task by hand, here and now; false when there is none of that id, or it has ended already. */
  endNow(taskId: string, end: TaskEnd, now: number): boolean {
    const holding = this.#holdings.get(taskId);
    if (holding === undefined) return false;
    const { task } = holding;
    if (end === 'expire' ? task.state === 'expired' : task.state !== 'working') return false;
    if (end === 'solve') this.#solve(holding, now);
    else if (end === 'fail')
      this.#endUnsolvable(holding, { at: now, isRefunded: task.init.isRefundable });
    else if (end === 'expire') this.#expire(holding, now);
    else task.isLost = true;
    return true;
  }

  /** Forgets a task, here and now. */
  forget(task: FakeTask, now: number): void {
    const holding = this.#holdings.get(task.id);
    if (holding !== undefined) this.#expire(holding, now);
  }

  /** Remembers another text as the answer of a task: a fault has changed it. */
  addAnswer(text: string, task: FakeTask): void {
    if (!this.isAnswerTaken(text)) this.#taskIdsByAnswer.set(text, task.id);
  }

  /** Pays a task back. */
  refund(
    task: FakeTask,
    { at, why }: { readonly at: number; readonly why: 'unsolvable' | 'reported' },
  ): void {
    const account = this.#holdings.get(task.id)?.account;
    if (account === undefined || task.isRefunded) return;
    task.isRefunded = true;
    account.balance += task.init.price;
    const { key: subject, price: amount } = task.init;
    this.#log.append(at, { kind: 'refund', subject, taskId: task.id, amount, why });
  }

  #end(holding: Holding, at: number): void {
    const { task } = holding;
    if (task.isLost) return;
    if (task.init.fate === 'unsolvable') {
      this.#endUnsolvable(holding, { at, isRefunded: task.init.isRefundable });
      return;
    }
    this.#solve(holding, at);
  }

  #solve(holding: Holding, at: number): void {
    const { task } = holding;
    task.state = 'solved';
    task.readyAt = at;
    releaseThread(holding);
    this.#log.append(at, { kind: 'answer-ready', subject: task.init.key, taskId: task.id });
    if (this.#retention.afterSolvedMs !== undefined) {
      this.#agenda.add(at + this.#retention.afterSolvedMs, task.init.key, {
        ...holding,
        due: 'expiry',
      });
    }
  }

  #endUnsolvable(
    holding: Holding,
    { at, isRefunded }: { readonly at: number; readonly isRefunded: boolean },
  ): void {
    const { task } = holding;
    task.state = 'unsolvable';
    // By hand or by a fault, the answer may have been there before.
    task.readyAt = undefined;
    releaseThread(holding);
    this.#log.append(at, { kind: 'task-unsolvable', subject: task.init.key, taskId: task.id });
    if (isRefunded) this.refund(task, { at, why: 'unsolvable' });
  }

  #expire(holding: Holding, at: number): void {
    const { task } = holding;
    if (task.state === 'expired') return;
    task.state = 'expired';
    releaseThread(holding);
    this.#log.append(at, { kind: 'task-expired', subject: task.init.key, taskId: task.id });
  }
}

/** A thread is taken until its task ends, whether or not anybody still waits for it. */
function releaseThread({ task, account }: Holding): void {
  if (!task.holdsThread) return;
  task.holdsThread = false;
  account.busyThreads -= 1;
}
