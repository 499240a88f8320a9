import { meanMs, type SolveLaw, survival, upperTail } from './solve-law.ts';

/** An answer is seen about so long after it exists, and only then is its slot known to be free. */
const noticeMs = 1_000;
/** Beyond this the two tails of the mean residual life are too small for their quotient. */
const thinTail = 1e-6;

/** A task in work, and the law of its type. */
export interface InWork {
  readonly ageMs: number;
  readonly law: SolveLaw;
}

export interface SlotQueue {
  readonly inWork: readonly InWork[];
  readonly slots: number;
  /** How many callers are served before. */
  readonly ahead: number;
  /** Of those who wait. */
  readonly law: SolveLaw;
}

/**
 * How long a caller waits for a slot. Tasks in work end at the rate r, the sum of 1 / (mean time that each still takes);
 * once each of the n slots was given back, a slot takes the mean m of the law: j slots are free after
 * min(j, n) / r + max(0, j - n) m / n.
 */
export function slotWaitMs({ inWork, slots, ahead, law }: SlotQueue): number {
  const needed = ahead + 1 + inWork.length - slots;
  if (needed <= 0) return 0;
  const count = inWork.length;
  const perTurnMs = (meanMs(law) + noticeMs) / Math.max(1, count);
  if (count === 0) return needed * perTurnMs;
  const rate = inWork.reduce((sum, task) => sum + 1 / (residualMs(task) + noticeMs), 0);
  return Math.min(needed, count) / rate + Math.max(0, needed - count) * perTurnMs;
}

/** The mean time that a task of an age still takes: the older it is, the longer, by a lognormal law. */
export function residualMs({ ageMs, law }: InWork): number {
  if (ageMs <= 0) return meanMs(law);
  const { mu, sigma } = law;
  const depth = Math.log(ageMs) - mu;
  const left = survival(law, ageMs);
  // Far out, the hazard of a lognormal law is about depth / (age sigma²).
  if (left < thinTail) return (ageMs * sigma * sigma) / depth;
  return Math.max(0, (meanMs(law) * upperTail((depth - sigma * sigma) / sigma)) / left - ageMs);
}
