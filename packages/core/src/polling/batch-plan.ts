/** What a plan is made of. Instants are on the monotonic clock. */
export interface BatchSituation<T> {
  readonly now: number;
  /** Has come due. */
  readonly due: T;
  /** The others that may be asked for now. */
  readonly ready: readonly T[];
  /** When the next one may be, Infinity for never. */
  readonly nextReadyAt: number;
  /** When the account was last asked for a ticket that may go in a batch. */
  readonly lastSentAt: number;
  /** From one batch to the next. */
  readonly intervalMs: number;
  readonly maxTickets: number;
}

/** To ask for these tickets, or to wait for more of them. */
export type BatchPlan<T> =
  | { readonly kind: 'ask'; readonly tickets: readonly T[] }
  | { readonly kind: 'gather'; readonly until: number };

/** However few tickets there are, none waits longer than that for company. */
const longestGatherMs = 1_000;

/**
 * How much a ticket that is asked for every so often adds to the hazard of a batch, in units of 2c per square
 * millisecond: asking every `d = sqrt(2c / h)` costs least, where h is the hazard of the answer and c the cost of a
 * request, so that `h / 2c = 1 / d²`.
 */
export const hazardOf = (intervalMs: number): number => 1 / Math.max(1, intervalMs) ** 2;

/** From one batch to the next: the same rule for the sum of the hazards, as a batch costs what one poll does. */
export const batchIntervalMs = (hazards: number): number =>
  Math.min(longestGatherMs, 1 / Math.sqrt(hazards));

/** What to do now that a ticket is due: it waits for others only where they come in time for the next batch. */
export function planBatch<T extends { readonly dueAt: number }>({
  now,
  due,
  ready,
  nextReadyAt,
  lastSentAt,
  intervalMs,
  maxTickets,
}: BatchSituation<T>): BatchPlan<T> {
  const nextAt = lastSentAt + intervalMs;
  const isFull = ready.length + 1 >= maxTickets;
  if (!isFull && now < nextAt && nextReadyAt <= nextAt) return { kind: 'gather', until: nextAt };
  const tickets = [
    due,
    ...ready.filter(({ dueAt }) => dueAt <= now),
    ...ready.filter(({ dueAt }) => dueAt > now),
  ];
  return { kind: 'ask', tickets: tickets.slice(0, maxTickets) };
}
