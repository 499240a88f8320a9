import { nearestWord } from '../errors/nearest-word.ts';
import { OptionsInvalidError } from '../errors/options-invalid-error.ts';
import { RouterClosedError, UnknownTicketError } from '../errors/router-errors.ts';
import type { TicketRecord } from '../errors/ticket-record.ts';
import { assertKnownCurrency } from '../ledger/price.ts';
import type { Task, TaskOf, TaskType } from '../provider/task.ts';
import type { Account } from './account.ts';
import { closeRouter, type Remains } from './close-router.ts';
import { control, type ProviderControl } from './control.ts';
import { explainTask, type Explanation } from './explain-task.ts';
import { handleCallback } from './handle-callback.ts';
import { providerHealth, type RouterHealth } from './health-report.ts';
import { checkResumeOptions, checkTicketRecord, type ResumeOptions } from './resume-options.ts';
import { resumeTicket } from './resume-ticket.ts';
import type { RunServices } from './router-services.ts';
import type { RunningWork } from './running-work.ts';
import { checkSolveOptions, type SolveOptions } from './solve-options.ts';
import { type RouterSnapshot, takeSnapshot } from './router-snapshot.ts';
import { SolveRun } from './solve-run.ts';
import type { Solved } from './solved.ts';

export interface RouterParts {
  readonly services: RunServices;
  readonly work: RunningWork;
  readonly closed: AbortController;
  readonly deadlineMs: number;
  isOwnNetworkSuspected(): boolean;
}

/** Sends tasks to providers and keeps solving when one of them fails. Made by `createRouter`. */
export class Router {
  readonly #parts: RouterParts;
  #closing: Promise<Remains> | undefined;

  constructor(parts: RouterParts) {
    this.#parts = parts;
  }

  /**
   * Solves one task. Settles once, within the deadline; a paid ticket that is then still open is collected on.
   * @throws the signal's own reason after an abort, else one of {@link UnderstudyError}.
   */
  async solve<T extends TaskType>(
    task: { readonly type: T } & TaskOf<T>,
    options: SolveOptions<Task<T>> = {},
  ): Promise<Solved<T>> {
    const { services, work, deadlineMs } = this.#parts;
    checkSolveOptions(options);
    this.#assertOpen();
    const { signal, budget } = options;
    if (budget !== undefined) assertKnownCurrency(budget.currency, services.rates);
    signal?.throwIfAborted();
    const latched = services.accounts.filter((account) => account.latched !== undefined);
    if (latched.length > 0) await Promise.all(latched.map((account) => account.noticeNewKey()));
    signal?.throwIfAborted();
    // Inside, tasks and answers are the unions; the type parameter pairs them for the caller.
    const run = new SolveRun(
      {
        task: task as unknown as Task,
        options: options as unknown as SolveOptions,
        deadlineMs: options.deadlineMs ?? deadlineMs,
      },
      services,
    );
    work.addRun(run);
    return (await run.start()) as unknown as Solved<T>;
  }

  /**
   * Collects a paid ticket, of this process or another, and never buys. Called twice for one ticket it is collected
   * once, for each caller's own deadline and signal.
   * @throws {UnknownTicketError} when this router has no provider of that id.
   */
  async resume(record: TicketRecord, options: ResumeOptions = {}): Promise<Solved> {
    const { services, work, deadlineMs } = this.#parts;
    const checkedRecord = checkTicketRecord(record);
    const checked = checkResumeOptions(options);
    this.#assertOpen();
    const { providerId } = checkedRecord;
    const account = this.#accountOf(providerId);
    if (account === undefined) {
      const message = `this router has no provider "${providerId}", which holds the ticket${this.#hint(providerId)}`;
      throw new UnknownTicketError({ providerId, message });
    }
    checked.signal?.throwIfAborted();
    const run = resumeTicket({ record: checkedRecord, account }, { services, work });
    return run.join({ deadlineMs: checked.deadlineMs ?? deadlineMs, signal: checked.signal });
  }

  /**
   * Takes the announcement of an answer; mount it under `callbackUrl` in any framework that speaks `Request` and
   * `Response`. Whoever does not know an attempt's secret path is answered with 404, and nothing that a callback says is
   * believed before a poll confirms it.
   */
  async handleCallback(request: Request): Promise<Response> {
    const { services } = this.#parts;
    return handleCallback(request, services);
  }

  /** How every provider fares: breaker, latch, slots, spend. */
  health(): RouterHealth {
    const { services, work, isOwnNetworkSuspected } = this.#parts;
    const { ledger, clock, board, accounts } = services;
    for (const taskType of new Set(accounts.flatMap(({ health }) => [...health.types.keys()])))
      board.look(taskType);
    return {
      providers: accounts.map((account) => providerHealth(account, { ledger, now: clock.now() })),
      isOwnNetworkSuspected: isOwnNetworkSuspected(),
      spend: services.routerBudget.windows,
      stopLoss: services.stopLoss?.losses,
      runningTasks: work.taskCount,
      openTickets: work.openTickets().length,
    };
  }

  /** Which provider a task would go to now, and why; sends nothing. */
  async explain<T extends TaskType>(task: { readonly type: T } & TaskOf<T>): Promise<Explanation> {
    const { services, deadlineMs } = this.#parts;
    return explainTask(task as unknown as Task, { services, deadlineMs });
  }

  /** What was learned and holds for a while, as JSON: for the option `snapshot` of the next router. */
  snapshot(): RouterSnapshot {
    return takeSnapshot(this.#parts.services);
  }

  /** Takes a provider out of service and back by hand. */
  control(providerId: string): ProviderControl {
    const account = this.#accountOf(providerId);
    if (account !== undefined) return control(account, this.#parts.services);
    const message = `control: there is no provider "${providerId}"${this.#hint(providerId)}`;
    throw new OptionsInvalidError({ option: 'providerId', message });
  }

  /**
   * Refuses new tasks, lets running ones go on for `graceMs`, then ends everything, and resolves within a second more.
   * @returns the paid tickets that are left at the services, and the submits that were never answered.
   */
  async close({ graceMs = 0 }: { readonly graceMs?: number | undefined } = {}): Promise<Remains> {
    if (!Number.isFinite(graceMs) || graceMs < 0) {
      const message = 'close: option "graceMs": must be a number of milliseconds from 0';
      throw new OptionsInvalidError({ option: 'graceMs', message });
    }
    const { services, work, closed } = this.#parts;
    this.#closing ??= closeRouter({
      work,
      closed,
      accounts: services.accounts,
      callbacks: services.callbacks,
      clock: services.clock,
      graceMs,
    }).then((remains) => {
      services.emit({ type: 'router-closed', openTickets: remains.openTickets.length });
      return remains;
    });
    return this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #assertOpen(): void {
    if (this.#closing === undefined) return;
    throw new RouterClosedError({
      message: 'this router is closed',
      attempts: [],
      openTickets: [],
    });
  }

  #accountOf(providerId: string): Account | undefined {
    return this.#parts.services.accounts.find(({ id }) => id === providerId);
  }

  #hint(providerId: string): string {
    const ids = this.#parts.services.accounts.map(({ id }) => id);
    const nearest = nearestWord(providerId, ids);
    return nearest === undefined ? `; it has ${ids.join(', ')}` : `, did you mean "${nearest}"?`;
  }
}
