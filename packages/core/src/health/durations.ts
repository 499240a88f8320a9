const remembered = 64;
const fewestForTail = 8;

const quantileOf = (sorted: readonly number[], quantile: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))] ?? 0;

/** Normal quantiles: of the 90th percentile and of the 99th. */
const z90 = 1.2816;
const z99 = 2.3263;

/** How long a provider takes for a task type, from acceptance to answer, over its last answers. */
export class Durations {
  #samples: number[] = [];

  add(durationMs: number): void {
    this.#samples.push(Math.max(1, durationMs));
    if (this.#samples.length > remembered) this.#samples.shift();
  }

  /** The 99th percentile by a lognormal law through median and 90th percentile; undefined before it can be known. */
  get p99Ms(): number | undefined {
    if (this.#samples.length < fewestForTail) return undefined;
    const sorted = this.#samples.toSorted((left, right) => left - right);
    const median = quantileOf(sorted, 0.5);
    const sigma = Math.max(0.3, Math.log(quantileOf(sorted, 0.9) / median) / z90);
    return median * Math.exp(z99 * sigma);
  }
}
