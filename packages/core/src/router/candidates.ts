import { comparable, type ExchangeRates } from '../ledger/price.ts';
import type { Budget } from '../ledger/budget.ts';
import type { ProviderBreaker } from '../health/provider-breaker.ts';
import type { RouterBudget } from '../ledger/router-budget.ts';
import type { Money } from '../provider/money.ts';
import type { Task } from '../provider/task.ts';
import type { Account } from './account.ts';
import { expectedPlace } from './expected-place.ts';
import { endOf, type Obstacle } from '../strategy/obstacle.ts';
import type { PreparedTasks } from './prepare-task.ts';
import type { Candidate } from '../strategy/candidate.ts';
import type { TaskHistory } from './task-history.ts';
import type { TypeHealth } from './type-health.ts';

export interface CandidateOptions {
  readonly accounts: readonly Account[];
  readonly task: Task;
  readonly now: number;
  readonly deadlineAt: number;
  readonly rates: ExchangeRates;
  readonly prepared?: PreparedTasks | undefined;
  readonly history?: TaskHistory | undefined;
  readonly budget?: Budget | undefined;
  readonly routerBudget?: RouterBudget | undefined;
  /** Until when the task, which has bought something, should buy nothing more. */
  readonly stoppedUntil?: number | undefined;
  priceOf(account: Account): Money | undefined;
  weightOf(account: Account): number;
  /** How many callers are served before the task at a provider. @default nobody */
  readonly countAhead?: ((providerId: string) => number) | undefined;
}

/** Every provider as one task sees it now. */
export function candidatesFor(options: CandidateOptions): readonly Candidate[] {
  const seen = options.accounts.map((account) => ({
    account,
    obstacle: obstacleOf(account, options),
  }));
  // A rest that everybody takes helps nobody: then each open provider is probed now and again.
  const usable = seen.filter(({ account, obstacle }) => {
    const firstWaitMs = account.schedule.firstWaitMs(options.task.type);
    return obstacle === undefined || passesBy(obstacle, options.deadlineAt - firstWaitMs);
  });
  const { now } = options;
  const { type: taskType } = options.task;
  // Nor is one a way out that is closed for being the best of those who refuse.
  const isLastResort = usable.every(
    ({ account: { health } }) =>
      health.breakerFor(taskType).state !== 'closed' || health.refusingSince !== undefined,
  );
  return seen.map(({ account, obstacle }) => {
    const price = options.priceOf(account);
    const health = account.health.of(taskType);
    const breaker = account.health.breakerFor(taskType);
    return {
      providerId: account.id,
      order: account.order,
      weight: options.weightOf(account),
      price: price === undefined ? undefined : comparable(price, options.rates),
      failures: options.history?.setbacksOf(account.id) ?? 0,
      isProbe: breaker.state !== 'closed',
      isLastResort,
      obstacle: obstacle ?? breakerObstacle(breaker, { now, isLastResort }),
      firstWaitMs: account.schedule.firstWaitMs(taskType),
      refusingSince: account.health.refusingSince,
      lookDue: lookDueAt(health, { breaker, now }),
      expectedPlace: () => {
        const ahead = options.countAhead?.(account.id) ?? 0;
        return expectedPlace(account, { obstacle, taskType, now, ahead });
      },
      belief: () => health.beliefAt(now),
    };
  });
}

/** A look that tasks have paid for, or one that is due by the clock: after a rest by the classic rule, or by hand. */
function lookDueAt(
  health: TypeHealth,
  { breaker, now }: { readonly breaker: ProviderBreaker; readonly now: number },
): Candidate['lookDue'] {
  const paidFor = health.isBeingTriedAt(now) ? undefined : health.rent.due;
  return paidFor ?? (breaker.state === 'probe-due' ? { paid: 0, price: 0 } : undefined);
}

/** Whether an obstacle may be over early enough. */
const passesBy = (obstacle: Obstacle, latest: number): boolean =>
  isPassing(obstacle) && (endOf(obstacle) ?? -Infinity) < latest;

const isPassing = ({ kind }: Obstacle): boolean =>
  kind === 'full' ||
  kind === 'paced' ||
  kind === 'cooling-off' ||
  kind === 'just-refused' ||
  kind === 'being-probed' ||
  kind === 'resting' ||
  kind === 'live';

function obstacleOf(account: Account, options: CandidateOptions): Obstacle | undefined {
  const { task, now, deadlineAt, prepared, history, budget } = options;
  const preparation = prepared?.get(account.id);
  const firstWaitMs = account.schedule.firstWaitMs(task.type);
  if (preparation?.kind === 'refused') return { kind: 'task-refused', why: preparation.why };
  const ofTask = history?.obstacleAt(account.id, now);
  if (ofTask?.kind === 'live' || ofTask?.kind === 'tried-enough') return ofTask;
  const ofAccount = account.obstacleFor(task);
  if (ofAccount !== undefined && !isPassing(ofAccount)) return ofAccount;
  const isFlatRate = account.provider.supports.pricing.kind === 'slots';
  const { stoppedUntil } = options;
  if (stoppedUntil !== undefined && !isFlatRate) return { kind: 'stop-loss', until: stoppedUntil };
  const spent = options.routerBudget?.refusalOf(options.priceOf(account));
  if (spent !== undefined) return { kind: 'budget-spent', ...spent };
  if (ofAccount !== undefined) return ofAccount;
  const { restsUntil } = account.health;
  // Whoever cannot wait so long must try.
  if (now < restsUntil && restsUntil + firstWaitMs < deadlineAt)
    return { kind: 'resting', until: restsUntil };
  if (ofTask !== undefined) return ofTask;
  if (now + firstWaitMs >= deadlineAt) return { kind: 'too-slow', firstWaitMs };
  if (budget !== undefined && !budget.allows(options.priceOf(account)))
    return { kind: 'over-budget' };
  return undefined;
}

function breakerObstacle(
  breaker: ProviderBreaker,
  { now, isLastResort }: { readonly now: number; readonly isLastResort: boolean },
): Obstacle | undefined {
  if (breaker.state === 'closed') return undefined;
  if (breaker.state === 'probing') return { kind: 'being-probed' };
  const dueAt = breaker.probeDueAt(isLastResort) ?? Infinity;
  return dueAt <= now ? undefined : { kind: 'breaker-open', until: dueAt };
}
