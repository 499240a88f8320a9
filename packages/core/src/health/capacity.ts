/** How many tasks an account has in work, and how many it will take: declared, and learned from refusals. */
export class SlotCount {
  readonly #declared: number;
  #limit: number;
  #inUse = 0;

  constructor(declared: number | undefined) {
    this.#declared = declared ?? Infinity;
    this.#limit = this.#declared;
  }

  get limit(): number {
    return this.#limit;
  }

  get inUse(): number {
    return this.#inUse;
  }

  get isFull(): boolean {
    return this.#inUse >= this.#limit;
  }

  /** Takes a slot, even beyond the estimate, which is only an estimate; the result gives it back, once. */
  take(): () => void {
    this.#inUse += 1;
    let isTaken = true;
    return () => {
      if (isTaken) this.#inUse -= 1;
      isTaken = false;
    };
  }

  /** A task was refused for lack of a slot: the others that are in work are all that fit. */
  shrink(): void {
    this.#limit = Math.max(1, Math.min(this.#limit, this.#inUse - 1));
  }

  /** A task was accepted with the estimate used up: one more may fit. */
  grow(): void {
    if (this.#inUse >= this.#limit) this.#limit = Math.min(this.#declared, this.#limit + 1);
  }
}
