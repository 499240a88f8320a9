import { type SolveLaw, timeAt, upperTail } from '../health/solve-law.ts';

/** How much latency one poll is worth. */
const pollCostMs = 100;
/** Where the law is tabled: normal quantiles from the quickest answers to the slowest. */
const lowestZ = -3.5;
const highestZ = 4.5;
const points = 64;

/**
 * When to ask for an answer whose law is known, so that waiting and asking together cost least: the density of checks
 * follows the square root of the hazard (Keller 1974, Management Science 21:3). Dense where answers come, sparse before.
 */
export class InspectionPlan {
  readonly #agesMs: readonly number[];
  /** How many checks are due up to each age. */
  readonly #checks: readonly number[];

  constructor(law: SolveLaw) {
    this.#agesMs = Array.from({ length: points }, (_, index) =>
      timeAt(law, lowestZ + ((highestZ - lowestZ) * index) / (points - 1)),
    );
    let [checks, beforeMs, densityBefore] = [0, 0, 0];
    this.#checks = this.#agesMs.map((ageMs) => {
      const density = Math.sqrt(hazard(law, ageMs) / (2 * pollCostMs));
      checks += ((density + densityBefore) / 2) * (ageMs - beforeMs);
      [beforeMs, densityBefore] = [ageMs, density];
      return checks;
    });
  }

  /** The age at which to ask next, having asked at an age; Infinity beyond what the law knows. */
  nextAgeMs(ageMs: number): number {
    const due = interpolate({ from: this.#agesMs, to: this.#checks }, ageMs) + 1;
    const last = this.#checks.at(-1) ?? 0;
    return due >= last ? Infinity : interpolate({ from: this.#checks, to: this.#agesMs }, due);
  }
}

/** The chance per millisecond that an answer comes at an age. */
function hazard({ mu, sigma }: SolveLaw, ageMs: number): number {
  const z = (Math.log(ageMs) - mu) / sigma;
  const density = 0.3989422804014327 * Math.exp((-z * z) / 2);
  return density / (sigma * ageMs * Math.max(upperTail(z), 1e-12));
}

function interpolate(
  { from, to }: { readonly from: readonly number[]; readonly to: readonly number[] },
  value: number,
): number {
  let [low, high] = [0, from.length - 1];
  if (value <= (from[low] ?? 0)) return ((to[low] ?? 0) * value) / (from[low] || 1);
  if (value >= (from[high] ?? 0)) return to[high] ?? 0;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((from[middle] ?? 0) <= value) low = middle;
    else high = middle;
  }
  const [x0, x1, y0, y1] = [from[low] ?? 0, from[high] ?? 0, to[low] ?? 0, to[high] ?? 0];
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (value - x0)) / (x1 - x0);
}
