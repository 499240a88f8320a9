import type { BreakerState } from '../health/breaker.ts';
import type { Stage } from '../health/stage-verdict.ts';
import type { LatchReason } from '../health/latch-schedule.ts';
import type { WindowSpend } from '../ledger/router-budget.ts';
import type { Ledger, Spend } from '../ledger/spend.ts';
import type { Losses } from '../ledger/stop-loss.ts';
import type { Judgement } from '../provider/provider-v1.ts';
import type { Account } from './account.ts';
import { typeReport, type TypeReport } from './type-report.ts';

/** How one provider fares, for operators. Waits are in milliseconds from now. */
export interface ProviderHealth {
  readonly providerId: string;
  readonly service: string;
  /** Of its worst task type; see `types`. */
  readonly breaker: {
    readonly state: BreakerState;
    readonly taskType?: string | undefined;
    /** Where the failures showed that opened it. */
    readonly openedBy?: Stage | undefined;
    readonly openForMs?: number | undefined;
    readonly probeDueInMs?: number | undefined;
  };
  /** What is known of it for each task type that was asked about. */
  readonly types: Readonly<Record<string, TypeReport>>;
  readonly latch?: { readonly reason: LatchReason; readonly nextLookInMs: number } | undefined;
  readonly coolingOffForMs?: number | undefined;
  readonly slots: { readonly inUse: number; readonly limit: number | undefined };
  readonly isDrained: boolean;
  readonly spend: Spend;
  readonly judgements: Readonly<Record<Judgement, number>>;
}

export interface RouterHealth {
  readonly providers: readonly ProviderHealth[];
  /** Every service failed within a minute: perhaps it is us. */
  readonly isOwnNetworkSuspected: boolean;
  /** What the last hour and the last day cost, and what the router's budget leaves. */
  readonly spend: readonly WindowSpend[];
  /** Whether money is spent without answers, so that nothing is bought twice; undefined where that is switched off. */
  readonly stopLoss: Losses | undefined;
  readonly runningTasks: number;
  /** Paid tickets that are being collected, salvage included. */
  readonly openTickets: number;
}

export function providerHealth(
  account: Account,
  { ledger, now }: { readonly ledger: Ledger; readonly now: number },
): ProviderHealth {
  const { latched, coolOff, slots, provider, judgements, isDrained, health } = account;
  const types = [...health.types].map(
    ([taskType, of]) =>
      [taskType, typeReport(of, { breaker: health.breakerFor(taskType), now })] as const,
  );
  return {
    providerId: account.id,
    service: provider.service,
    breaker: worstBreaker(account, now),
    types: Object.fromEntries(types),
    latch:
      latched === undefined
        ? undefined
        : { reason: latched.reason, nextLookInMs: Math.max(0, latched.nextLookAt - now) },
    coolingOffForMs: coolOff.until === undefined ? undefined : coolOff.until - now,
    slots: { inUse: slots.inUse, limit: Number.isFinite(slots.limit) ? slots.limit : undefined },
    isDrained,
    spend: ledger.spendOf(account.id),
    judgements: { ...judgements },
  };
}

/** The worst first. */
const severity: readonly BreakerState[] = ['open', 'probe-due', 'probing', 'closed'];

function worstBreaker({ health }: Account, now: number): ProviderHealth['breaker'] {
  const [worst] = [...health.types.keys()]
    .map((taskType) => ({ taskType, breaker: health.breakerFor(taskType) }))
    .toSorted(
      (left, right) => severity.indexOf(left.breaker.state) - severity.indexOf(right.breaker.state),
    );
  if (worst === undefined) return { state: health.isHeldOpen ? 'open' : 'closed' };
  const { state, openedAt, openedBy } = worst.breaker;
  const probeDueAt = worst.breaker.probeDueAt(false) ?? Infinity;
  return {
    state,
    taskType: state === 'closed' ? undefined : worst.taskType,
    openedBy,
    openForMs: openedAt === undefined ? undefined : now - openedAt,
    probeDueInMs: Number.isFinite(probeDueAt) ? Math.max(0, probeDueAt - now) : undefined,
  };
}
