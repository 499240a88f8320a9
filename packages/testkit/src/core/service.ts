import type { EventLog } from '../journal/event-log.ts';
import { type AcceptanceTerms, acceptTask } from './accept-task.ts';
import type { Account, AccountInit } from './account.ts';
import { AccountBook } from './account-book.ts';
import { createDraws } from './draws.ts';
import type { FakeTask } from './fake-task.ts';
import type { Orders } from './orders.ts';
import { pollAnswerOf } from './poll-answer.ts';
import { alteredAnswerOf } from './altered-answer.ts';
import type { FakeTaskType } from './fake-task-type.ts';
import { type FakePrice, priceOf } from './price.ts';
import { reportTask } from './report-task.ts';
import type { RestartKeeps } from './restart-keeps.ts';
import type { PollAnswer, ServiceAnswer } from './service-answer.ts';
import type { ServiceCall } from './service-call.ts';
import type { SolveTime } from './solve-time.ts';
import type { IdForm } from './task-id.ts';
import { type FakeRetention, TaskTable } from './task-table.ts';
import { type FakeCapacity, Workers } from './workers.ts';

/** How a fake service does business. */
export interface ServiceInit {
  readonly seed: string;
  readonly accounts: readonly AccountInit[];
  readonly price: FakePrice;
  readonly solveTime: SolveTime | undefined;
  readonly retention: FakeRetention;
  readonly capacity: FakeCapacity | undefined;
  readonly idForm: IdForm;
  readonly isUnsolvableRefunded: boolean;
  readonly log: EventLog;
}

/** What belongs to one request. */
export interface CallTerms {
  /** Milliseconds since the fake started. */
  readonly now: number;
  /** The journal's number of the request. */
  readonly request: number;
  /** Names the task that a submit may create. */
  readonly subject: string;
  readonly orders: Orders;
}

/** What a restart that keeps some tasks forgets of them. */
const forgottenShare = 1 / 2;

/** The solving service itself, sound and without a wire: a state machine over instants that it is told. */
export class Service {
  readonly accounts: AccountBook;
  readonly table: TaskTable;
  readonly #log: EventLog;
  readonly #acceptance: AcceptanceTerms;
  /** How many restarts have forgotten a part of the tasks. */
  #halvings = 0;

  constructor(init: ServiceInit) {
    const { seed, price, solveTime, retention, log } = init;
    this.accounts = new AccountBook(init.accounts);
    this.table = new TaskTable({ retention, log });
    this.#log = log;
    this.#acceptance = {
      seed,
      draws: createDraws(seed),
      price,
      solveTime,
      table: this.table,
      workers: new Workers(init.capacity),
      idForm: init.idForm,
      isUnsolvableRefunded: init.isUnsolvableRefunded,
      log,
    };
  }

  /** Does what a call asks for. Time never runs backwards from one call to the next. */
  perform(call: ServiceCall, terms: CallTerms): ServiceAnswer {
    this.table.advance(terms.now);
    const account = this.accounts.admit(call.apiKey);
    if (typeof account === 'string') return { kind: 'refused', refusal: account };
    switch (call.kind) {
      case 'unacceptable':
        return { kind: 'refused', refusal: call.refusal };
      case 'submit':
        return this.#submit(call, account, terms);
      case 'poll': {
        const results = call.taskIds.map((taskId) => this.#poll(taskId, account, terms));
        return { kind: 'polled', results };
      }
      case 'balance':
        return { kind: 'balance', amount: account.balance };
      case 'capacity': {
        const { threads, busyThreads } = account;
        return { kind: 'capacity', threads, busyThreads };
      }
      case 'report': {
        const task = this.table.findOwn(call.taskId, account);
        return reportTask(task, {
          ...terms,
          judgement: call.judgement,
          table: this.table,
          log: this.#log,
        });
      }
    }
  }

  #submit(
    call: Extract<ServiceCall, { kind: 'submit' }>,
    account: Account,
    terms: CallTerms,
  ): ServiceAnswer {
    const accepted = acceptTask(this.#acceptance, {
      task: call.task,
      account,
      orders: terms.orders,
      now: terms.now,
      request: terms.request,
      key: terms.subject,
    });
    if (typeof accepted === 'string') return { kind: 'refused', refusal: accepted };
    return call.isSynchronous ? synchronousAnswer(accepted) : { kind: 'accepted', task: accepted };
  }

  /** What a task of a type costs. */
  priceOf(type: FakeTaskType): number {
    return priceOf(this.#acceptance.price, type);
  }

  /** What a poll would be told of a task now. */
  peek(taskId: string, apiKey: string): PollAnswer {
    const account = this.accounts.admit(apiKey);
    if (typeof account === 'string') return { kind: 'refused', refusal: account };
    const task = this.table.findOwn(taskId, account);
    return pollAnswerOf(taskId, task, { orders: {}, idForm: this.#acceptance.idForm });
  }

  /**
   * Begins anew: `some` and `paid` keep the balances and forget half of the tasks or all of them, `nothing` gives the
   * balances of the start back.
   */
  restart(keeps: RestartKeeps, now: number): void {
    this.table.advance(now);
    if (keeps === 'all') return;
    if (keeps === 'some') this.#halvings += 1;
    for (const task of this.table.tasks) {
      if (keeps !== 'some' || this.#isForgotten(task)) this.table.forget(task, now);
    }
    const kept = this.table.tasks.filter(({ state }) => state === 'working');
    this.#acceptance.workers.restart(kept.map(({ init: { endsAt = Infinity } }) => endsAt));
    if (keeps === 'nothing') this.accounts.reset();
  }

  /** Another draw for each restart, lest what has outlived one outlive them all. */
  #isForgotten({ init: { key } }: FakeTask): boolean {
    const call = this.#halvings;
    return this.#acceptance.draws({ stream: 'restart', key, call }).value < forgottenShare;
  }

  #poll(taskId: string, account: Account, { now, orders }: CallTerms): PollAnswer {
    const task = this.table.findOwn(taskId, account);
    if (task !== undefined && orders.isForgotten === true) this.table.forget(task, now);
    const altered = task && alteredAnswerOf(task, orders, this.table);
    if (altered?.kind === 'refused' && task !== undefined) this.table.forget(task, now);
    if (altered !== undefined) return altered;
    const mayGiveUp =
      task !== undefined && task.deliveredAt === undefined && task.state !== 'unsolvable';
    if (orders.pollSays === 'unsolvable' && mayGiveUp) {
      this.table.giveUp(task, {
        now,
        isRefunded: orders.isRefunded ?? this.#acceptance.isUnsolvableRefunded,
      });
    }
    const found = this.table.findOwn(taskId, account);
    return pollAnswerOf(taskId, found, { orders, idForm: this.#acceptance.idForm });
  }
}

function synchronousAnswer(task: FakeTask): ServiceAnswer {
  const { endsAt, acceptedAt, fate } = task.init;
  if (endsAt === undefined) return { kind: 'silent' };
  const result: PollAnswer = { kind: fate === 'unsolvable' ? 'unsolvable' : 'solved', task };
  return { kind: 'settled', result, task, afterMs: endsAt - acceptedAt };
}
