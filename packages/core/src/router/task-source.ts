import type { Proxy, Task } from '../provider/task.ts';
import type { SolveOptions } from './solve-options.ts';

/** Where a task's next version comes from: another of the offered proxies, or the caller's fresh challenge. */
export class TaskSource {
  #task: Task;
  readonly #proxies: Proxy[];
  #refresh: SolveOptions['refreshTask'];

  constructor(task: Task, { proxies = [], refreshTask }: SolveOptions) {
    this.#proxies = [...proxies];
    this.#refresh = refreshTask;
    this.#task = task;
    if (!('proxy' in task && task.proxy !== undefined)) this.withNextProxy();
  }

  get task(): Task {
    return this.#task;
  }

  /** @returns undefined when no offered proxy is left. */
  withNextProxy(): Task | undefined {
    const proxy = this.#proxies.shift();
    if (proxy === undefined) return undefined;
    // Whether the type takes a proxy at all is for the providers' schemas to say.
    this.#task = { ...this.#task, proxy } as Task;
    return this.#task;
  }

  /** @returns undefined when the caller gave no way to refresh it, or has been asked before. */
  async refreshed(): Promise<Task | undefined> {
    const refresh = this.#refresh;
    this.#refresh = undefined;
    if (refresh === undefined) return undefined;
    this.#task = await refresh(this.#task);
    return this.#task;
  }
}
