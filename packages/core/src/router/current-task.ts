import type { Proxy } from '../provider/proxy.ts';
import type { Task } from '../provider/task.ts';
import type { Account } from './account.ts';
import { type PreparedTasks, prepareTask } from './prepare-task.ts';
import type { SolveOptions } from './solve-options.ts';

/** A task as it stands: its latest version, as each provider takes it. */
export class CurrentTask {
  readonly #accounts: readonly Account[];
  readonly #proxies: Proxy[];
  #refresh: SolveOptions['refreshTask'];
  #task: Task;
  #prepared: PreparedTasks | undefined;

  constructor(
    task: Task,
    {
      options,
      accounts,
    }: { readonly options: SolveOptions; readonly accounts: readonly Account[] },
  ) {
    this.#accounts = accounts;
    this.#proxies = [...(options.proxies ?? [])];
    this.#refresh = options.refreshTask;
    this.#task = task;
    if (Object(task).proxy === undefined) this.#takeNextProxy();
  }

  get task(): Task {
    return this.#task;
  }

  /** Undefined while it is being validated. */
  get prepared(): PreparedTasks | undefined {
    return this.#prepared;
  }

  /** Validates it. Rejects when no provider takes it. */
  async prepare(): Promise<void> {
    this.#prepared = undefined;
    this.#prepared = await prepareTask(this.#task, this.#accounts);
  }

  /** Goes on with another of the offered proxies. @returns false when none is left. */
  async changeProxy(): Promise<boolean> {
    if (!this.#takeNextProxy()) return false;
    await this.prepare();
    return true;
  }

  /** Asks the caller for a fresh challenge, once. @returns false when there is nobody to ask. */
  async refresh(): Promise<boolean> {
    const refresh = this.#refresh;
    this.#refresh = undefined;
    if (refresh === undefined) return false;
    const previous = this.#prepared;
    this.#prepared = undefined;
    try {
      this.#task = await refresh(this.#task);
    } catch (error) {
      this.#prepared = previous;
      throw error;
    }
    await this.prepare();
    return true;
  }

  #takeNextProxy(): boolean {
    const proxy = this.#proxies.shift();
    if (proxy === undefined) return false;
    // Whether the type takes a proxy at all is for the providers' schemas to say.
    this.#task = { ...this.#task, proxy } as Task;
    return true;
  }
}
