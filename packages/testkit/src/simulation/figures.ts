import { type Stakes, usualStakes } from './stakes.ts';
import type { TaskResult } from './run-world.ts';

/** What a world cost, per task. */
export interface Figures {
  readonly tasks: number;
  readonly loss: number;
  readonly okPercent: number;
  readonly p50: number;
  readonly p95: number;
  readonly duplicatesPer100: number;
  readonly submitsPerTask: number;
}

const lossOf = ({ paid, seconds, isRight }: TaskResult, { perSecond, ofFailure }: Stakes): number =>
  paid + perSecond * seconds + (isRight ? 0 : ofFailure);

export function figuresOf(results: readonly TaskResult[], stakes = usualStakes): Figures {
  const count = Math.max(1, results.length);
  const mean = (of: (result: TaskResult) => number): number =>
    results.reduce((sum, result) => sum + of(result), 0) / count;
  const seconds = results.map((result) => result.seconds).toSorted((left, right) => left - right);
  const quantile = (share: number): number => seconds[Math.floor(share * seconds.length)] ?? 0;
  return {
    tasks: results.length,
    loss: mean((result) => lossOf(result, stakes)),
    okPercent: 100 * mean(({ isRight }) => (isRight ? 1 : 0)),
    p50: quantile(0.5),
    p95: quantile(0.95),
    duplicatesPer100: 100 * mean(({ accepted, refunded }) => Math.max(0, accepted - refunded - 1)),
    submitsPerTask: mean(({ submits }) => submits),
  };
}
