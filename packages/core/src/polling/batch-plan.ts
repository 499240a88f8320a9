/** What a plan knows of a ticket. Instants are on the monotonic clock. */
export interface BatchCandidate {
  /** No poll before. */
  readonly askableAt: number;
  readonly dueAt: number;
  /** How often it would be asked for by itself. */
  readonly intervalMs: number;
}

export interface BatchSituation<T> {
  readonly now: number;
  /** Has come due. */
  readonly due: T;
  /** Whatever else may go in a batch. */
  readonly others: readonly T[];
  /** When the account was last asked for a ticket that may go in a batch. */
  readonly lastSentAt: number;
  readonly maxTickets: number;
  /** Whether a ticket may be taken along before it is due, which costs nothing but one of its polls. */
  readonly takesEarly: boolean;
}

/** To ask for these tickets, or to wait for more of them. */
export type BatchPlan<T> =
  | { readonly kind: 'ask'; readonly tickets: readonly T[] }
  | { readonly kind: 'gather'; readonly until: number };

/** However few tickets there are, none waits longer than that for company. */
const longestGatherMs = 1_000;

/**
 * From one batch to the next, so that waiting and asking together cost least. One ticket is asked for every
 * `d = sqrt(2c / h)`, where h is the hazard of its answer and c what a poll costs. A batch costs what one poll does, so
 * that the hazards of its tickets add up; each is read off the interval of its ticket: `h = 2c / d²`.
 */
export function batchIntervalMs(tickets: readonly Pick<BatchCandidate, 'intervalMs'>[]): number {
  const hazards = tickets.reduce(
    (sum, { intervalMs }) => sum + 1 / Math.max(1, intervalMs) ** 2,
    0,
  );
  return Math.min(longestGatherMs, 1 / Math.sqrt(hazards));
}

/**
 * What to do now that a ticket is due: it waits for others only where they come in time for the next batch, and none is
 * asked for before it may be.
 */
export function planBatch<T extends BatchCandidate>({
  now,
  due,
  others,
  lastSentAt,
  maxTickets,
  takesEarly,
}: BatchSituation<T>): BatchPlan<T> {
  const readyAt = ({ askableAt, dueAt }: T): number => (takesEarly ? askableAt : dueAt);
  const ready = others.filter((one) => readyAt(one) <= now);
  const nextAt = lastSentAt + batchIntervalMs([due, ...others]);
  const comes = (one: T): boolean => readyAt(one) > now && readyAt(one) <= nextAt;
  if (now < nextAt && ready.length + 1 < maxTickets && others.some(comes))
    return { kind: 'gather', until: nextAt };
  const tickets = [
    due,
    ...ready.filter(({ dueAt }) => dueAt <= now),
    ...ready.filter(({ dueAt }) => dueAt > now),
  ];
  return { kind: 'ask', tickets: tickets.slice(0, maxTickets) };
}
