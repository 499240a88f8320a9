import type { AttemptReport } from '../errors/attempt-report.ts';
import type { Cost } from '../ledger/spend.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import { durationOf } from '../provider/supports.ts';
import type { Answer } from './attempt-end.ts';
import type { Account } from './account.ts';
import type { Decision } from './decision.ts';
import { judgeOf } from './judge.ts';
import type { RouterServices } from './router-services.ts';
import type { Solved } from './solved.ts';

export interface SolvedInit {
  readonly taskId: string;
  readonly attemptId: string;
  readonly account: Account;
  readonly decision: Decision;
  readonly cost: Cost;
  readonly answer: Answer;
  readonly attempts: readonly AttemptReport[];
}

/** An answer with all that its caller may want to know of it. */
export function buildSolved(init: SolvedInit, services: RouterServices): Solved {
  const { taskId, attemptId, account, decision, cost, answer, attempts } = init;
  const { clock } = services;
  const ageMs = Math.max(0, clock.now() - answer.lastNotReadyAt);
  const lifetimeMs = lifetimeOf(account.provider, answer.solution.type);
  return {
    taskId,
    solution: answer.solution,
    providerId: account.id,
    attemptId,
    cost,
    attempts,
    decision,
    expiresAtEpochMs: Number.isFinite(lifetimeMs)
      ? clock.epochMs() - ageMs + lifetimeMs
      : undefined,
    raw: answer.raw,
    report: judgeOf(
      { taskId, attemptId, account, taskType: answer.solution.type, ticket: answer.ticket },
      services,
    ),
  };
}

/** How long an answer is of use; Infinity where nothing is declared. */
export const lifetimeOf = ({ supports }: ProviderV1, taskType: string): number =>
  supports.tokenLifetimeMs === undefined
    ? Infinity
    : durationOf(supports.tokenLifetimeMs, taskType);
