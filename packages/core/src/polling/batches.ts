import type { ProviderV1 } from '../provider/provider-v1.ts';
import { batchIntervalMs, type BatchPlan, planBatch } from './batch-plan.ts';
import { BatchPool } from './batch-pool.ts';
import { BatchTrust } from './batch-trust.ts';
import type { TicketWatch } from './ticket-watch.ts';

/** Which tickets of an account are asked for together, and when. */
export class Batches {
  readonly trust = new BatchTrust();
  readonly pool: BatchPool;
  #lastSentAt = -Infinity;
  #gatheringUntil = -Infinity;
  #gathered = 0;

  constructor(provider: ProviderV1) {
    this.pool = new BatchPool(provider);
  }

  /** What to do about a ticket that is due. */
  planFor(due: TicketWatch, now: number): BatchPlan<TicketWatch> {
    const { pool, trust } = this;
    if (!pool.has(due) || !trust.allowsAt(now)) return { kind: 'ask', tickets: [due] };
    const isGathering = now < this.#gatheringUntil && this.#gathered < pool.maxTickets;
    if (isGathering && !due.isAnnounced) return this.#gather(this.#gatheringUntil);
    const plan = planBatch({
      now,
      due,
      ready: pool.readyAt(now).filter((watch) => watch !== due),
      nextReadyAt: pool.nextReadyAt,
      // Whoever is announced waits for nobody.
      lastSentAt: due.isAnnounced ? -Infinity : this.#lastSentAt,
      intervalMs: batchIntervalMs(pool.hazard),
      maxTickets: pool.maxTickets,
    });
    this.#gathered = 0;
    if (plan.kind === 'gather') return this.#gather(plan.until);
    this.#gatheringUntil = -Infinity;
    this.#lastSentAt = now;
    return plan;
  }

  #gather(until: number): BatchPlan<TicketWatch> {
    this.#gatheringUntil = until;
    this.#gathered += 1;
    return { kind: 'gather', until };
  }
}
