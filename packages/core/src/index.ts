/** The router: sends verification tasks to solving services and keeps solving when one of them fails. */
export { createRouter } from './composition/create-router.ts';
export type { AttemptReport } from './errors/attempt-report.ts';
export { OptionsInvalidError } from './errors/options-invalid-error.ts';
export { ProviderError } from './errors/provider-error.ts';
export type { Operation, ProviderErrorCode } from './errors/provider-error.ts';
export {
  AllAttemptsFailedError,
  BudgetExhaustedError,
  DeadlineExceededError,
  HookFailedError,
  isSolverError,
  NoProviderForTaskError,
  RouterClosedError,
  TaskInvalidError,
  UnknownTicketError,
} from './errors/router-errors.ts';
export type { UnderstudyError } from './errors/router-errors.ts';
export type { Charged } from './errors/solver-error.ts';
export type { TicketRecord } from './errors/ticket-record.ts';
export type { BreakerState } from './health/breaker.ts';
export type { ExchangeRates } from './ledger/price.ts';
export type { BudgetLimits, BudgetWindow, WindowSpend } from './ledger/router-budget.ts';
export type { Cost, Spend } from './ledger/spend.ts';
export type { Losses } from './ledger/stop-loss.ts';
export { eventChannelName } from './observability/channels.ts';
export type { Money } from './provider/money.ts';
export type { Judgement, ProviderV1 } from './provider/provider-v1.ts';
export type { Solution } from './provider/solution.ts';
export type { Proxy } from './provider/proxy.ts';
export type { Task, TaskMap, TaskOf, TaskType } from './provider/task.ts';
export type { Remains } from './router/close-router.ts';
export type { ProviderControl } from './router/control.ts';
export { formatDecision } from './router/decision.ts';
export type { Consideration, Decision, DecisionReason } from './router/decision.ts';
export type { EventLogger } from './router/event-logger.ts';
export type { Explanation } from './router/explain-task.ts';
export type { ProviderHealth, RouterHealth } from './router/health-report.ts';
export type { PurchaseHooks, SubmittingRecord } from './router/hooks.ts';
export type { LeftReason } from './router/left-reason.ts';
export type { ResumeOptions } from './router/resume-options.ts';
export type { RouterEvent, RouterEventType } from './router/router-events.ts';
export type { LogLevel, RouterOptions } from './router/router-options.ts';
export type { OutcomeUnknownPolicy } from './router/router-services.ts';
export { replayHealth } from './router/replay-health.ts';
export type { ReplayedHealth } from './router/replay-health.ts';
export type { RouterSnapshot } from './router/router-snapshot.ts';
export type { Router } from './router/router.ts';
export type { MaybePaidRecord } from './router/running-work.ts';
export type { Priority, SolveOptions } from './router/solve-options.ts';
export type { Solved } from './router/solved.ts';
export type { TypeReport } from './router/type-report.ts';
export type { Fleet, FleetChange, Lease } from './seams/fleet.ts';
export { LocalFleet } from './seams/local-fleet.ts';
export { systemClock } from './seams/system-clock.ts';
export type { Belief } from './strategy/belief.ts';
export type { Candidate, ExpectedPlace } from './strategy/candidate.ts';
export type { Choice } from './strategy/choice.ts';
export { expectedLoss } from './strategy/expected-loss-strategy.ts';
export type { Believer } from './strategy/expected-loss-strategy.ts';
export type { LiveAttempt } from './strategy/live-attempt.ts';
export type { Ranking } from './strategy/own-ranking.ts';
export type { Score } from './strategy/score.ts';
export type { Situation } from './strategy/situation.ts';
export type { Strategy } from './strategy/strategy.ts';
export type { Weighed } from './strategy/weighed.ts';
