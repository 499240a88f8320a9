/** Where curves are tabled: dense where answers come. */
const tabledMs = [
  0, 1_000, 2_000, 3_500, 5_000, 7_000, 9_000, 12_000, 15_000, 19_000, 24_000, 30_000, 38_000,
  48_000, 60_000, 75_000, 95_000, 120_000, 160_000, 220_000, 300_000,
];

/** A chance that falls with time, tabled up to a deadline. Every task in flight has one now and again: no closures. */
export class Curve {
  readonly #timesMs: Float64Array;
  readonly #values: Float64Array;

  private constructor(timesMs: Float64Array, values: Float64Array) {
    this.#timesMs = timesMs;
    this.#values = values;
  }

  static of(untilMs: number, chanceAt: (ms: number) => number): Curve {
    const times = Float64Array.of(...tabledMs.filter((ms) => ms < untilMs), untilMs);
    return new Curve(times, times.map(chanceAt));
  }

  at(ms: number): number {
    return this.#between(this.#indexFrom(0, ms), ms);
  }

  /** The time that is spent while it holds, in milliseconds. */
  get integral(): number {
    return this.integralWith(this, Infinity);
  }

  /** The time that is spent while both hold, the other one beginning later. */
  integralWith(other: Curve, laterMs: number): number {
    let [sum, beforeMs, before, index] = [0, 0, 0, 0];
    for (let step = 0; step < this.#timesMs.length; step += 1) {
      const ms = this.#timesMs[step] ?? 0;
      let value = this.#values[step] ?? 0;
      if (ms > laterMs) {
        index = other.#indexFrom(index, ms - laterMs);
        value *= other.#between(index, ms - laterMs);
      }
      if (step > 0) sum += ((value + before) / 2) * (ms - beforeMs);
      beforeMs = ms;
      before = value;
    }
    return sum;
  }

  /** The place of the first tabled time that is not before an instant, at or after a place. */
  #indexFrom(start: number, ms: number): number {
    let index = start;
    while (index < this.#timesMs.length && (this.#timesMs[index] ?? 0) < ms) index += 1;
    return index;
  }

  #between(above: number, ms: number): number {
    const last = this.#values.length - 1;
    if (above > last) return this.#values[last] ?? 0;
    const high = this.#values[above] ?? 0;
    if (above === 0) return high;
    const [from, to] = [this.#timesMs[above - 1] ?? 0, this.#timesMs[above] ?? 0];
    const low = this.#values[above - 1] ?? high;
    return to === from ? high : low + ((high - low) * (ms - from)) / (to - from);
  }
}
