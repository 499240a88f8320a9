import type { BreakerState } from '../health/breaker.ts';
import type { Stage } from '../health/evidence.ts';
import type { LatchReason } from '../health/latch-schedule.ts';
import type { WindowSpend } from '../ledger/router-budget.ts';
import type { Ledger, Spend } from '../ledger/spend.ts';
import type { Losses } from '../ledger/stop-loss.ts';
import type { Judgement } from '../provider/provider-v1.ts';
import type { Account } from './account.ts';

/** How one provider fares, for operators. Waits are in milliseconds from now. */
export interface ProviderHealth {
  readonly providerId: string;
  readonly service: string;
  readonly breaker: {
    readonly state: BreakerState;
    /** Where the failures showed that opened it. */
    readonly openedBy?: Stage | undefined;
    readonly openForMs?: number | undefined;
    readonly probeDueInMs?: number | undefined;
  };
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
  const { breaker, latched, coolOff, slots, provider, judgements, isDrained } = account;
  const { openedAt, state, openedBy } = breaker;
  const probeDueAt = breaker.probeDueAt(false);
  return {
    providerId: account.id,
    service: provider.service,
    breaker: {
      state,
      openedBy,
      openForMs: openedAt === undefined ? undefined : now - openedAt,
      probeDueInMs: probeDueAt === undefined ? undefined : Math.max(0, probeDueAt - now),
    },
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
