import type { ProviderV1 } from '../provider/provider-v1.ts';
import { type BatchPlan, planBatch } from './batch-plan.ts';
import { BatchTrust } from './batch-trust.ts';
import type { TicketWatch } from './ticket-watch.ts';

/** Which tickets of an account are asked for together, and when. */
export class Batches {
  readonly trust = new BatchTrust();
  readonly #maxTickets: number;
  readonly #taskTypes: ReadonlySet<string>;
  readonly #takesEarly: boolean;
  #lastSentAt = -Infinity;
  #gatheringUntil = -Infinity;
  #gathered = 0;

  constructor({ pollMany, supports: { batchPoll, limits } }: ProviderV1) {
    this.#maxTickets = pollMany === undefined ? 1 : (batchPoll?.maxTickets ?? 1);
    this.#taskTypes = new Set(this.#maxTickets > 1 ? batchPoll?.taskTypes : []);
    // Where polls are counted, none is spent before it is due.
    this.#takesEarly = limits.maxPolls === undefined;
  }

  /** What to do about a ticket that is due. `waiting` gives every ticket of the account that nobody asks for just now. */
  planFor(
    watch: TicketWatch,
    { now, waiting }: { readonly now: number; waiting(): readonly TicketWatch[] },
  ): BatchPlan<TicketWatch> {
    if (!this.#takes(watch) || !this.trust.allowsAt(now)) return { kind: 'ask', tickets: [watch] };
    const isGathering = now < this.#gatheringUntil && this.#gathered < this.#maxTickets;
    if (isGathering && !watch.isAnnounced) return this.#gather(this.#gatheringUntil);
    const plan = planBatch({
      now,
      due: watch,
      others: waiting().filter((one) => one !== watch && this.#takes(one)),
      // Whoever is announced waits for nobody.
      lastSentAt: watch.isAnnounced ? -Infinity : this.#lastSentAt,
      maxTickets: this.#maxTickets,
      takesEarly: this.#takesEarly,
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

  #takes({ subject, goesAlone }: TicketWatch): boolean {
    return !goesAlone && this.#taskTypes.has(subject.taskType);
  }
}
