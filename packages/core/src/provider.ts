/** The contract between the router and a provider: types, errors, task schemas. */
export { chargedBy, ProviderError } from './errors/provider-error.ts';
export type { Operation, ProviderErrorCode, ProviderErrorInit } from './errors/provider-error.ts';
export { nearestWord } from './errors/nearest-word.ts';
export { OptionsInvalidError } from './errors/options-invalid-error.ts';
export { SolverError } from './errors/solver-error.ts';
export type { Charged } from './errors/solver-error.ts';
export type { Balance, Capacity } from './provider/balance.ts';
export type { CallContext } from './provider/call-context.ts';
export type { CallbackNotice, CallbackRequest } from './provider/callback.ts';
export type { Clock, SleepOptions } from './provider/clock.ts';
export type { Money } from './provider/money.ts';
export { defineProvider } from './provider/define-provider.ts';
export type { ProviderDefinition, TaskTypeSchemas } from './provider/define-provider.ts';
export type { JsonValue } from './provider/json-value.ts';
export { parseOptions } from './provider/parse-options.ts';
export type { PollManyEntry, PollResult } from './provider/poll-result.ts';
export type { Judgement, ProviderV1 } from './provider/provider-v1.ts';
export type { Random } from './provider/random.ts';
export type { Solution, SolutionOf } from './provider/solution.ts';
export { describeUnknownField, strictObject } from './provider/strict-object.ts';
export type { Submission } from './provider/submission.ts';
export { durationOf } from './provider/supports.ts';
export type {
  DurationByType,
  Limits,
  Pricing,
  ProviderPrice,
  Retention,
  Supports,
} from './provider/supports.ts';
export { proxySchema, taskSchemas } from './provider/task-schemas.ts';
export type { BlsTask, GridTask, ImageTask, Picture } from './provider/picture-tasks.ts';
export type { Proxy } from './provider/proxy.ts';
export type {
  SolutionExtras,
  TokenSolution,
  TextSolution,
  ClearanceSolution,
  GeetestV3Solution,
  GeetestV4Solution,
  CellsSolution,
  LeminSolution,
  AmazonWafSolution,
  RawSolution,
} from './provider/task-solutions.ts';
export type { RawTask, Task, TaskMap, TaskOf, TaskType } from './provider/task.ts';
export type {
  RecaptchaV2Task,
  RecaptchaV3Task,
  TurnstileTask,
  CloudflareChallengeTask,
  GeetestV3Task,
  GeetestV4Task,
  FriendlyCaptchaTask,
  LeminTask,
  CaptchaFoxTask,
  HcaptchaTask,
  FuncaptchaTask,
  AmazonWafTask,
} from './provider/widget-tasks.ts';
export type { Ticket } from './provider/ticket.ts';
export type {
  Transport,
  TransportRequest,
  TransportResponse,
  TransportSignals,
} from './provider/transport.ts';
