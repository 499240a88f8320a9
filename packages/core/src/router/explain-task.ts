import type { Task } from '../provider/task.ts';
import { candidatesFor } from './candidates.ts';
import { type Consideration, considerationsOf, formatConsideration } from './decision.ts';
import { prepareTask } from './prepare-task.ts';
import { byPrice } from '../strategy/rank-candidates.ts';
import type { RunServices } from './router-services.ts';

export interface Explanation {
  /** Where the task would go now; undefined when it would have to wait or fail. */
  readonly providerId: string | undefined;
  /** The best candidate first. */
  readonly considered: readonly Consideration[];
  /** One readable line per provider. */
  readonly lines: readonly string[];
}

export async function explainTask(
  task: Task,
  { services, deadlineMs }: { readonly services: RunServices; readonly deadlineMs: number },
): Promise<Explanation> {
  const { accounts, clock, rates, priceOf } = services;
  const prepared = await prepareTask(task, accounts);
  const now = clock.now();
  const candidates = candidatesFor({
    accounts,
    task,
    now,
    deadlineAt: now + deadlineMs,
    rates,
    prepared,
    routerBudget: services.routerBudget,
    priceOf: (account) => priceOf(account, task.type),
    weightOf: services.weightOf,
  });
  const ranked = byPrice(candidates);
  const considered = considerationsOf(ranked, now);
  return {
    providerId: ranked.find(({ obstacle }) => obstacle === undefined)?.providerId,
    considered,
    lines: considered.map(formatConsideration),
  };
}
