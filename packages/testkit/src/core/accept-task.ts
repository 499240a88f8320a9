import type { EventLog } from '../journal/event-log.ts';
import type { Account } from './account.ts';
import type { Draws } from './draws.ts';
import { FakeTask } from './fake-task.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Orders } from './orders.ts';
import { type FakePrice, priceOf } from './price.ts';
import type { SubmittedTask } from './service-call.ts';
import { solutionOf } from './solution-of.ts';
import { type SolveTime, solveTimeLawOf, solveTimeMs } from './solve-time.ts';
import { type IdForm, idOf } from './task-id.ts';
import type { TaskTable } from './task-table.ts';
import type { Workers } from './workers.ts';

/** What an acceptance depends on beside the task. */
export interface AcceptanceTerms {
  readonly seed: string;
  readonly draws: Draws;
  readonly price: FakePrice;
  readonly solveTime: SolveTime | undefined;
  readonly table: TaskTable;
  readonly workers: Workers;
  readonly idForm: IdForm;
  /** Whether an unsolvable task gives its price back where no fault says otherwise. */
  readonly isUnsolvableRefunded: boolean;
  readonly log: EventLog;
}

interface Acceptance {
  readonly task: SubmittedTask;
  readonly account: Account;
  readonly orders: Orders;
  readonly now: number;
  /** The journal's number of the request. */
  readonly request: number;
  /** Names the task. */
  readonly key: string;
}

/** Takes a task on: from here on it is paid. Says why not when money or threads are short. */
export function acceptTask(
  terms: AcceptanceTerms,
  acceptance: Acceptance,
): FakeTask | 'zero-balance' | 'threads-busy' | 'no-slot' {
  const { task: submitted, account, orders, now, request, key } = acceptance;
  const price = orders.isFree === true ? 0 : priceOf(terms.price, submitted.type);
  if (account.balance < price) return 'zero-balance';
  if (account.busyThreads >= account.threads) return 'threads-busy';
  if (terms.workers.isFull(now)) return 'no-slot';
  const id = newTaskId(terms, key);
  const fate = orders.fate ?? 'solved';
  const draw = terms.draws({ stream: 'solve-time', key, call: 1 });
  const law = orders.solveTime ?? solveTimeLawOf(terms.solveTime, submitted.type);
  const workMs =
    orders.isInstant === true ? 0 : solveTimeMs(law, draw.value) * (orders.slowFactor ?? 1);
  const endsAt = terms.workers.take(now, fate === 'never' ? Infinity : workMs);
  const task = new FakeTask({
    ...submitted,
    id,
    key,
    fingerprint: fingerprintOf(submitted),
    account: account.name,
    acceptedAt: now,
    endsAt: fate === 'never' ? undefined : endsAt,
    fate,
    isRefundable: orders.isRefunded ?? terms.isUnsolvableRefunded,
    price,
    isWrong: orders.isWrong,
    solution: solutionOf({
      seed: orders.isWrong === true ? `wrong ${terms.seed}` : terms.seed,
      taskId: id,
      task: submitted,
      isTaken: (text) => terms.table.isAnswerTaken(text),
    }),
  });
  const { type: taskType, fingerprint } = task.init;
  const about = { subject: key, taskId: id };
  terms.log.append(now, { kind: 'task-accepted', ...about, request, taskType, fingerprint, draw });
  account.balance -= price;
  terms.log.append(now, { kind: 'charge', ...about, amount: price });
  terms.table.add(task, account);
  if (orders.isForgotten === true) terms.table.forget(task, now);
  return task;
}

function newTaskId({ draws, table, idForm }: AcceptanceTerms, key: string): string {
  for (let call = 1; ; call += 1) {
    const { value } = draws({ stream: 'task-id', key, call });
    const taskId = idOf(value, idForm);
    if (!table.has(taskId)) return taskId;
  }
}
