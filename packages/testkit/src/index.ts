/** A fake solving service that fails on command, for testing without spending. */
export { checkProvider } from './contract/check-provider.ts';
export { allChecks as contractChecks } from './contract/all-checks.ts';
export type { Check, Severity } from './contract/check.ts';
export type { ContractOptions, CreateInit } from './contract/contract-options.ts';
export type {
  CheckResult,
  CheckStatus,
  ContractProblem,
  ContractReport,
} from './contract/contract-report.ts';
export { describeProviderWith } from './contract/describe-provider.ts';
export type { TestRunner } from './contract/declare-checks.ts';
export { reportJson } from './contract/report/report-json.ts';
export { reportJunit } from './contract/report/report-junit.ts';
export { reportMarkdown } from './contract/report/report-markdown.ts';
export { reportTap } from './contract/report/report-tap.ts';
export { reportText } from './contract/report/report-text.ts';
export type { TaskSample } from './contract/samples/task-sample.ts';
export type { ReadRequest, ServiceRequest } from './contract/wire/service-request.ts';
export { askedId } from './contract/wire/asked-id.ts';
export { serviceWire } from './contract/wire/service-wire.ts';
export type {
  BatchLine,
  CallbackCall,
  ServiceWire,
  SolvedAtService,
  WordMeaning,
} from './contract/wire/service-wire.ts';
export type { WireAnswer } from './contract/wire/wire-answer.ts';
export type { Draw } from './core/draws.ts';
export type { FakeTaskType } from './core/fake-task-type.ts';
export type { TaskState } from './core/fake-task.ts';
export type { Delivery } from './core/handled.ts';
export type { FakePrice } from './core/price.ts';
export type { FakePollPenalty, FakeRateLimit } from './core/gate.ts';
export type { Refusal } from './core/refusal.ts';
export type { RestartKeeps } from './core/restart-keeps.ts';
export type { Endpoint } from './core/service-call.ts';
export type { SolveTime, SolveTimeLaw } from './core/solve-time.ts';
export type { FakeRetention } from './core/task-table.ts';
export type { FakeCapacity } from './core/workers.ts';
export type { DialectName } from './dialects/dialects.ts';
export type { ServiceProfileName } from './dialects/profiles/service-profiles.ts';
export type { OutgoingCallback } from './dialects/callback-request.ts';
export { bytesOf } from './dialects/wire.ts';
export type { WireReply, WireRequest } from './dialects/wire.ts';
export type { AccountControl } from './fake/account-control.ts';
export { createFakeCore } from './fake/create-fake-core.ts';
export type { FakeProviderCore, HandledRequest } from './fake/create-fake-core.ts';
export type { FakeControls, RuleHandle } from './fake/fake-controls.ts';
export type { FakeAccountOptions, FakeCallbackOptions, FakeOptions } from './fake/fake-options.ts';
export { catalogue } from './faults/catalogue/catalogue.ts';
export type { CatalogueEntry, FaceAbility } from './faults/catalogue/catalogue-entry.ts';
export type { Condition } from './faults/condition.ts';
export type { Fault, FaultKind } from './faults/fault.ts';
export { faultScenarios } from './faults/fault-scenarios.ts';
export type { FaultScenario } from './faults/fault-scenarios.ts';
export type { ListenerState } from './faults/listener-state.ts';
export type { EarlyStage } from './faults/network/connection-fault.ts';
export { ruleJsonSchema } from './faults/rule.ts';
export type { Rule } from './faults/rule.ts';
export type { FakeAdminOptions, FakeProvider, FakeProviderOptions } from './http/fake-provider.ts';
export { startFakeProvider } from './http/start-fake-provider.ts';
export type { UsedAnswer } from './journal/answers-match-tasks.ts';
export { assertClean } from './journal/assert-clean.ts';
export type { ConnectionReuse } from './journal/connections-reused.ts';
export { decisionsOf } from './journal/decisions-of.ts';
export type { Histogram, HistogramSubject } from './journal/histogram.ts';
export type { JournalEntry, JournalEvent, RequestEvent } from './journal/journal-event.ts';
export type { JournalTask } from './journal/journal-task.ts';
export type { Finding, FindingKind, JournalVerdict } from './journal/journal-verdict.ts';
export type { Journal, PaidFilter } from './journal/journal.ts';
export type { AbortMoment } from './journal/no-request-after-abort.ts';
export type { PollGap } from './journal/poll-gap.ts';
export type { RouterAttempt, RouterDecisions } from './journal/router-decisions.ts';
export type { MemoryTransportOptions } from './memory/memory-transport.ts';
export type { ReplyLoss, SeenStep, WireScript, WireStep } from './network/wire-script.ts';
