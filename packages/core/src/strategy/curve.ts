/** Where curves are tabled: dense where answers come. */
const tabledMs = [
  0, 1_000, 2_000, 3_500, 5_000, 7_000, 9_000, 12_000, 15_000, 19_000, 24_000, 30_000, 38_000,
  48_000, 60_000, 75_000, 95_000, 120_000, 160_000, 220_000, 300_000,
];

/** A chance that falls with time, tabled up to a deadline. */
export class Curve {
  readonly #timesMs: readonly number[];
  readonly #values: readonly number[];

  private constructor(timesMs: readonly number[], values: readonly number[]) {
    this.#timesMs = timesMs;
    this.#values = values;
  }

  static of(untilMs: number, chanceAt: (ms: number) => number): Curve {
    const times = [...tabledMs.filter((ms) => ms < untilMs), untilMs];
    return new Curve(times, times.map(chanceAt));
  }

  at(ms: number): number {
    const above = this.#timesMs.findIndex((time) => time >= ms);
    if (above < 0) return this.#values.at(-1) ?? 0;
    const [from, to] = [this.#timesMs[above - 1] ?? 0, this.#timesMs[above] ?? 0];
    const [low, high] = [
      this.#values[above - 1] ?? this.#values[above] ?? 0,
      this.#values[above] ?? 0,
    ];
    return to === from ? high : low + ((high - low) * (ms - from)) / (to - from);
  }

  /** The time that is spent while it holds, in milliseconds. */
  get integral(): number {
    return this.#sum((_, index) => this.#values[index] ?? 0);
  }

  /** The time that is spent while both hold, the other one beginning later. */
  integralWith(other: Curve, laterMs: number): number {
    return this.#sum(
      (ms, index) => (this.#values[index] ?? 0) * (ms <= laterMs ? 1 : other.at(ms - laterMs)),
    );
  }

  #sum(valueAt: (ms: number, index: number) => number): number {
    let [sum, beforeMs, before] = [0, 0, 0];
    for (const [index, ms] of this.#timesMs.entries()) {
      const value = valueAt(ms, index);
      if (index > 0) sum += ((value + before) / 2) * (ms - beforeMs);
      [beforeMs, before] = [ms, value];
    }
    return sum;
  }
}
