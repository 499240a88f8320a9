import type { ProviderV1 } from '../provider/provider-v1.ts';
import { hazardOf } from './batch-plan.ts';
import { DueHeap } from './due-heap.ts';
import type { TicketWatch } from './ticket-watch.ts';

/** The open tickets of an account that may go in a batch, and which of them may be asked for. */
export class BatchPool {
  readonly maxTickets: number;
  readonly #taskTypes: ReadonlySet<string>;
  readonly #maxPolls: number;
  readonly #coming = new DueHeap<TicketWatch>();
  readonly #ready = new Set<TicketWatch>();
  readonly #hazards = new Map<TicketWatch, number>();
  #hazard = 0;

  constructor({ pollMany, supports: { batchPoll, limits } }: ProviderV1) {
    this.maxTickets = pollMany === undefined ? 1 : (batchPoll?.maxTickets ?? 1);
    this.#taskTypes = new Set(this.maxTickets > 1 ? batchPoll?.taskTypes : []);
    this.#maxPolls = limits.maxPolls ?? Infinity;
  }

  /** The sum over all tickets, those included that are being asked for. */
  get hazard(): number {
    return this.#hazard;
  }

  has({ subject, goesAlone, countedPolls }: TicketWatch): boolean {
    // The last poll of a ticket is its own: no batch that fails may be the end of it.
    const isLast = countedPolls + 1 >= this.#maxPolls;
    return !goesAlone && !isLast && this.#taskTypes.has(subject.taskType);
  }

  /** A ticket waits for its turn, maybe at another time and rate than before. */
  put(watch: TicketWatch): void {
    if (!this.#taskTypes.has(watch.subject.taskType)) return;
    this.#ready.delete(watch);
    this.#coming.push(watch, this.#readyAt(watch));
    this.#weigh(watch, hazardOf(watch.intervalMs));
  }

  /** A ticket has ended. */
  remove(watch: TicketWatch): void {
    this.#ready.delete(watch);
    this.#weigh(watch, 0);
  }

  /** Every ticket that may be asked for, those that are being asked for left out. */
  readyAt(now: number): readonly TicketWatch[] {
    while ((this.#coming.nextDueAt ?? Infinity) <= now) {
      const watch = this.#coming.pop();
      if (watch !== undefined && !watch.isEnded && this.#readyAt(watch) <= now)
        this.#ready.add(watch);
    }
    return [...this.#ready].filter((watch) => !watch.isAsked && this.has(watch));
  }

  /** When the next one may be asked for, Infinity for never. To be asked after `readyAt`. */
  get nextReadyAt(): number {
    for (;;) {
      const { first, nextDueAt = Infinity } = this.#coming;
      if (first === undefined || (this.has(first) && this.#isPlaceOf(first, nextDueAt)))
        return nextDueAt;
      this.#coming.pop();
    }
  }

  /** Otherwise the ticket has been put elsewhere since. */
  #isPlaceOf(watch: TicketWatch, readyAt: number): boolean {
    return !watch.isEnded && !watch.isAsked && this.#readyAt(watch) === readyAt;
  }

  #readyAt({ askableAt, dueAt }: TicketWatch): number {
    // Where polls are counted, none is spent before it is due.
    return this.#maxPolls === Infinity ? askableAt : dueAt;
  }

  #weigh(watch: TicketWatch, hazard: number): void {
    this.#hazard += hazard - (this.#hazards.get(watch) ?? 0);
    if (hazard > 0) this.#hazards.set(watch, hazard);
    else this.#hazards.delete(watch);
    if (this.#hazards.size === 0) this.#hazard = 0;
  }
}
