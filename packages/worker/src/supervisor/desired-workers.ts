/** What the queue has to say about how many workers it takes. */
export interface QueueLoad {
  /** Jobs that could begin now. */
  readonly queued: number;
  readonly oldestQueuedMs?: number | undefined;
  /** How long a job took of late. */
  readonly solveMs?: number | undefined;
  /** How many tasks the providers take at once, where that is known. */
  readonly providerCapacity?: number | undefined;
}

export interface ScaleSituation extends QueueLoad {
  /** Jobs that the workers have in hand. */
  readonly busy: number;
  /** Undefined until a worker has told. */
  readonly slotsPerWorker: number | undefined;
  readonly current: number;
  readonly min: number;
  readonly max: number;
  /** Since the number last changed. */
  readonly sinceScaledMs: number;
}

/** Within this time whatever waits should have begun. */
const waitTargetMs = 30_000;
/** A new worker takes time to start and to show what it changes. */
const upRestMs = 10_000;
/** Load comes in waves: a worker that was needed a minute ago will be again. */
const downRestMs = 60_000;
/** Those who stay may be filled so far when one goes. */
const fillAfterDown = 0.7;

/**
 * How many workers there should be: as many as the waiting jobs take to begin within half a minute, up at once, down
 * one by one and later than up, never with more slots than the providers have.
 */
export function desiredWorkers(situation: ScaleSituation): number {
  const { current, min, max, slotsPerWorker = 0, sinceScaledMs } = situation;
  const within = (count: number): number => Math.min(max, Math.max(min, count));
  if (current !== within(current)) return within(current);
  if (slotsPerWorker <= 0) return current;
  const slots = slotsNeeded(situation);
  const useful = mostUseful(situation.providerCapacity, slotsPerWorker);
  const isLate = situation.queued > 0 && (situation.oldestQueuedMs ?? 0) > waitTargetMs;
  const byLoad = Math.ceil(slots / slotsPerWorker);
  const wanted = within(Math.min(useful, isLate ? Math.max(byLoad, current + 1) : byLoad));
  if (wanted > current) return sinceScaledMs >= upRestMs ? wanted : current;
  if (wanted === current || sinceScaledMs < downRestMs) return current;
  const fewer = current - 1;
  const isEasy = slots <= fewer * slotsPerWorker * fillAfterDown || useful <= fewer;
  return isEasy ? fewer : current;
}

/** A slot that is quick serves several of the waiting jobs in time. */
function slotsNeeded({ queued, busy, solveMs = waitTargetMs }: ScaleSituation): number {
  return busy + queued * Math.min(1, solveMs / waitTargetMs);
}

/** With more workers than this the rest of them would wait for the providers. */
const mostUseful = (providerCapacity: number | undefined, slotsPerWorker: number): number =>
  providerCapacity === undefined
    ? Infinity
    : Math.max(1, Math.ceil(providerCapacity / slotsPerWorker));
