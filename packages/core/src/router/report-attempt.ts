import type { AttemptReport } from '../errors/attempt-report.ts';
import type { Charged } from '../errors/solver-error.ts';
import type { Cost, PaymentState } from '../ledger/spend.ts';
import type { AttemptEnd } from './attempt-end.ts';
import { type Decision, formatDecision } from './decision.ts';
import type { RouterEventBody } from './router-events.ts';

const chargedBy: Readonly<Record<PaymentState, Charged>> = {
  unpaid: 'no',
  refunded: 'no',
  'maybe-paid': 'unknown',
  paid: 'yes',
};

const outcomeOf = (end: AttemptEnd): Exclude<AttemptReport['outcome'], 'live'> =>
  end.kind === 'hook-failed' ? 'recalled' : end.kind;

export interface AttemptFacts {
  readonly attemptId: string;
  readonly providerId: string;
  readonly decision: Decision;
  readonly startedAtEpochMs: number;
  readonly durationMs: number;
  readonly payment: PaymentState;
  readonly end: AttemptEnd | undefined;
}

export function reportAttempt(facts: AttemptFacts): AttemptReport {
  const { attemptId, providerId, decision, startedAtEpochMs, durationMs, payment, end } = facts;
  const error = end !== undefined && 'error' in end ? end.error : undefined;
  return {
    attemptId,
    providerId,
    startedAtEpochMs,
    durationMs,
    outcome: end === undefined ? 'live' : outcomeOf(end),
    charged: chargedBy[payment],
    // Few of the reports are read, and the words are what costs.
    get reason() {
      return formatDecision(decision);
    },
    code: error?.code,
    rawCode: error?.rawCode,
    message: error?.message,
  };
}

export function attemptEndedEvent(
  facts: AttemptFacts & { readonly end: AttemptEnd },
  { taskId, cost }: { readonly taskId: string; readonly cost: Cost },
): RouterEventBody {
  const { attemptId, providerId, durationMs, charged, code, rawCode } = reportAttempt(facts);
  const outcome = outcomeOf(facts.end);
  return {
    type: 'attempt-ended',
    taskId,
    attemptId,
    providerId,
    outcome,
    charged,
    code,
    rawCode,
    cost,
    durationMs,
  };
}
