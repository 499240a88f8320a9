import type { Task } from '../provider/task.ts';
import type { Choice } from '../strategy/choice.ts';
import { candidatesFor } from './candidates.ts';
import { type Consideration, considerationsOf, formatConsideration } from './decision.ts';
import { prepareTask } from './prepare-task.ts';
import type { RunServices } from './router-services.ts';

export interface Explanation {
  /** Where the task would go now; undefined when it would have to wait or fail. */
  readonly providerId: string | undefined;
  /** Whether it would go there to find out how that provider fares. */
  readonly isLook: boolean;
  /** The best candidate first. */
  readonly considered: readonly Consideration[];
  /** One readable line per provider. */
  readonly lines: readonly string[];
}

/** What the strategy makes of a task that comes now; nothing is sent, and nobody pays rent for the question. */
export async function explainTask(
  task: Task,
  { services, deadlineMs }: { readonly services: RunServices; readonly deadlineMs: number },
): Promise<Explanation> {
  const { accounts, clock, strategy, board } = services;
  const prepared = await prepareTask(task, accounts);
  const now = clock.now();
  board.look(task.type);
  const candidates = candidatesFor({
    accounts,
    task,
    now,
    deadlineAt: now + deadlineMs,
    rates: services.rates,
    prepared,
    routerBudget: services.routerBudget,
    priceOf: (account) => services.priceOf(account, task.type),
    weightOf: services.weightOf,
  });
  const choice = strategy.decide({
    taskId: 'explained',
    taskType: task.type,
    now,
    deadlineAt: now + deadlineMs,
    stakes: services.stakesOf(task.type),
    candidates,
    live: [],
    isAwaited: false,
    isAnswerPending: false,
    isUntouched: true,
    current: services.lastBought.get(task.type),
    shortWaitEndsAt: now + deadlineMs,
    chance: 0,
  });
  const considered = considerationsOf(choice.ranked, { now, scores: scoresOf(choice) });
  return {
    providerId: choice.kind === 'attempt' ? choice.candidate.providerId : undefined,
    isLook: choice.kind === 'attempt' && choice.why === 'probe',
    considered,
    lines: considered.map(formatConsideration),
  };
}

const scoresOf = (choice: Choice): Extract<Choice, { kind: 'attempt' }>['scores'] =>
  choice.kind === 'attempt' ? choice.scores : undefined;
