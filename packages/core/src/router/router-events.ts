import type { AttemptReport } from '../errors/attempt-report.ts';
import type { ProviderErrorCode } from '../errors/provider-error.ts';
import type { Charged } from '../errors/solver-error.ts';
import type { BreakerState } from '../health/breaker.ts';
import type { HealthEvidence } from '../health/health-evidence.ts';
import type { Cost } from '../ledger/spend.ts';
import type { Losses } from '../ledger/stop-loss.ts';
import type { Judgement } from '../provider/provider-v1.ts';
import type { Ticket } from '../provider/ticket.ts';
import type { Decision } from './decision.ts';
import type { LeftReason } from './left-reason.ts';

interface Times {
  /** On the monotonic clock. */
  readonly atMs: number;
  readonly atEpochMs: number;
}

interface OfAttempt {
  readonly taskId: string;
  readonly attemptId: string;
  readonly providerId: string;
}

/** What happened, in the order in which it happened: a union on `type`. No event holds a secret or an answer. */
export type RouterEventBody =
  | {
      readonly type: 'task-started';
      readonly taskId: string;
      readonly taskType: string;
      readonly deadlineMs: number;
    }
  | { readonly type: 'task-waiting'; readonly taskId: string; readonly untilMs: number | undefined }
  | {
      readonly type: 'task-settled';
      readonly taskId: string;
      readonly outcome: 'solved' | 'failed' | 'aborted';
      /** Of the error, when it failed. */
      readonly code?: string | undefined;
      readonly durationMs: number;
      readonly attempts: readonly AttemptReport[];
    }
  | ({ readonly type: 'attempt-started'; readonly decision: Decision } & OfAttempt)
  | ({ readonly type: 'attempt-accepted'; readonly ticket: Ticket | undefined } & OfAttempt)
  | ({ readonly type: 'attempt-left'; readonly why: LeftReason } & OfAttempt)
  | ({
      readonly type: 'attempt-ended';
      readonly outcome: 'solved' | 'refused' | 'failed' | 'unknown' | 'recalled';
      readonly charged: Charged;
      readonly code?: ProviderErrorCode | undefined;
      readonly rawCode?: string | undefined;
      readonly cost: Cost;
      readonly durationMs: number;
    } & OfAttempt)
  | ({
      /** A late answer to a task that had moved on: wasted, or handed to an equal task that waited. */
      readonly type: 'ticket-salvaged';
      readonly handedTo?: string | undefined;
    } & OfAttempt)
  | { readonly type: 'callback-received'; readonly attemptId: string; readonly providerId: string }
  | {
      readonly type: 'poll-failed';
      readonly providerId: string;
      readonly attemptId: string;
      readonly code: ProviderErrorCode;
    }
  | {
      readonly type: 'hook-failed';
      readonly attemptId: string;
      readonly providerId: string;
      readonly hook: 'onSubmitting' | 'onAccepted';
    }
  | {
      readonly type: 'provider-cooled-off';
      readonly providerId: string;
      readonly untilMs: number;
      readonly code: ProviderErrorCode;
    }
  | {
      readonly type: 'account-latched';
      readonly providerId: string;
      readonly code: ProviderErrorCode;
      readonly nextLookMs: number;
    }
  | { readonly type: 'account-unlatched'; readonly providerId: string }
  | {
      readonly type: 'breaker-changed';
      readonly service: string;
      /** A classic breaker is its service's, and this is the first of its accounts. */
      readonly providerId: string;
      /** Undefined where the breaker is one for all types. */
      readonly taskType?: string | undefined;
      readonly state: BreakerState;
    }
  | {
      /** What is seen of an attempt: health is a fold over these; see `replayHealth`. */
      readonly type: 'health-evidence';
      readonly providerId: string;
      readonly service: string;
      readonly taskType: string;
      readonly evidence: HealthEvidence;
    }
  | { readonly type: 'own-network-suspected' }
  | ({
      /** Money is spent and no answers come, so nothing is bought twice; or that is over. */
      readonly type: 'stop-loss';
    } & Losses)
  | {
      readonly type: 'answer-judged';
      readonly taskId: string;
      readonly providerId: string;
      readonly judgement: Judgement;
    }
  | {
      readonly type: 'report-refused';
      readonly providerId: string;
      readonly code: ProviderErrorCode;
    }
  | { readonly type: 'router-closed'; readonly openTickets: number };

export type RouterEvent = Times & RouterEventBody;

export type RouterEventType = RouterEventBody['type'];
