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
import type { TaskTable } from './task-table.ts';

/** What an acceptance depends on beside the task. */
export interface AcceptanceTerms {
  readonly seed: string;
  readonly draws: Draws;
  readonly price: FakePrice;
  readonly solveTime: SolveTime | undefined;
  readonly table: TaskTable;
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
): FakeTask | 'zero-balance' | 'threads-busy' {
  const { task: submitted, account, orders, now, request, key } = acceptance;
  const price = priceOf(terms.price, submitted.type);
  if (account.balance < price) return 'zero-balance';
  if (account.busyThreads >= account.threads) return 'threads-busy';
  const id = newTaskId(terms, key);
  const fate = orders.fate ?? 'solved';
  const draw = terms.draws({ stream: 'solve-time', key, call: 1 });
  const usualMs = solveTimeMs(solveTimeLawOf(terms.solveTime, submitted.type), draw.value);
  const lawMs = orders.isInstant === true ? 0 : usualMs;
  const task = new FakeTask({
    ...submitted,
    id,
    key,
    fingerprint: fingerprintOf(submitted),
    account: account.name,
    acceptedAt: now,
    endsAt: fate === 'never' ? undefined : now + lawMs * (orders.slowFactor ?? 1),
    fate,
    isRefundable: orders.isRefunded ?? true,
    price,
    solution: solutionOf({
      seed: terms.seed,
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
  return task;
}

/** Eleven digits after a 7: looks like the real thing, and as a number stays below 2^53. */
function newTaskId({ draws, table }: AcceptanceTerms, key: string): string {
  for (let call = 1; ; call += 1) {
    const { value } = draws({ stream: 'task-id', key, call });
    const taskId = `7${String(Math.floor(value * 1e11)).padStart(11, '0')}`;
    if (!table.has(taskId)) return taskId;
  }
}
