/** A queue in memory whose jobs belong to whoever has claimed them, until that one is said to be dead. */
export class FakeQueue {
  readonly #waiting: number[];
  readonly #holders = new Map<number, string>();
  readonly #alive = new Set<string>();
  /** Every job that was ended, as often as it was. */
  readonly ended: number[] = [];
  /** What a real queue would have paid twice for: jobs given back while their worker lived. */
  readonly doubled: number[] = [];

  constructor(jobs: number) {
    this.#waiting = Array.from({ length: jobs }, (_, job) => job);
  }

  noteBorn(workerId: string): void {
    this.#alive.add(workerId);
  }

  noteDead(workerId: string): void {
    this.#alive.delete(workerId);
  }

  claim(workerId: string): number | undefined {
    const job = this.#waiting.shift();
    if (job !== undefined) this.#holders.set(job, workerId);
    return job;
  }

  end(job: number, workerId: string): void {
    if (this.#holders.get(job) !== workerId) return;
    this.#holders.delete(job);
    this.ended.push(job);
  }

  giveBackOf(workerId: string): number {
    const held = [...this.#holders].filter(([, holder]) => holder === workerId);
    for (const [job] of held) {
      if (this.#alive.has(workerId)) this.doubled.push(job);
      this.#holders.delete(job);
      this.#waiting.push(job);
    }
    return held.length;
  }
}
