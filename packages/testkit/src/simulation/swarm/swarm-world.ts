import type { Priority, RouterOptions } from '@understudy/core';

import type { Scenario } from '../scenario.ts';
import type { ServiceModel, TokenTaskType } from '../service.ts';

/** One call of `solve` in a swarm world. */
export interface SwarmTask {
  readonly atMs: number;
  readonly type: TokenTaskType;
  /** Equal for tasks that are deeply equal. */
  readonly key: string;
  readonly deadlineMs: number;
  readonly priority: Priority;
  /** So long after its call it is aborted. */
  readonly abortAfterMs?: number | undefined;
  readonly budget?: number | undefined;
  /** So long each of its hooks takes. */
  readonly hookMs?: number | undefined;
  readonly isJudged: boolean;
}

/** What befalls the clock of a world. */
export interface ClockJump {
  readonly atMs: number;
  readonly kind: 'wall' | 'suspend';
  readonly byMs: number;
}

/** Everything that is drawn of a world before it runs: plain data. */
export interface SwarmWorld {
  readonly seed: number;
  readonly router: Pick<
    RouterOptions,
    'strategy' | 'breaker' | 'outcomeUnknown' | 'patienceMs' | 'valueOfSecond' | 'lossOfFailure'
  >;
  readonly services: readonly ServiceModel[];
  readonly scenario: Scenario;
  readonly tasks: readonly SwarmTask[];
  readonly jumps: readonly ClockJump[];
  /** When every fault is over and no task of the storm will come any more. */
  readonly healedAtMs: number;
  /** Closes in the middle of the storm, instead of resting after it. */
  readonly closing?: { readonly atMs: number; readonly graceMs: number } | undefined;
}

/** A drawn world in one line, without its tasks, which the seed tells. */
export function describeWorld({ tasks, ...world }: SwarmWorld): string {
  return JSON.stringify({ ...world, tasks: tasks.length });
}
