const failuresToSuspect = 3;
/** So long nothing is asked in batches once they are known to be at fault; then one more is tried. */
const leftAloneMs = 5 * 60_000;

/**
 * Whether batches are worth asking. After three that failed in a row a single poll finds out whose fault that is: when
 * it is answered, tickets are asked for one by one for a while; when it fails too, the service is down and not its batches.
 */
export class BatchTrust {
  #failuresInRow = 0;
  #failedAt = -Infinity;
  #leftAloneUntil = -Infinity;

  /** Whether a single poll is to find out what is wrong. */
  get isSuspected(): boolean {
    return this.#failuresInRow >= failuresToSuspect;
  }

  allowsAt(now: number): boolean {
    return !this.isSuspected && now >= this.#leftAloneUntil;
  }

  noteAnswered(): void {
    this.#failuresInRow = 0;
  }

  /** Batches that were under way together fail together: that is one failure. */
  noteFailed({ sentAt, now }: { readonly sentAt: number; readonly now: number }): void {
    if (sentAt < this.#failedAt) return;
    this.#failuresInRow += 1;
    this.#failedAt = now;
  }

  noteSingle({ isAnswered, sentAt, now }: SinglePoll): void {
    if (!this.isSuspected || sentAt < this.#failedAt) return;
    this.#failuresInRow = failuresToSuspect - 1;
    if (isAnswered) this.#leftAloneUntil = now + leftAloneMs;
  }
}

interface SinglePoll {
  /** Otherwise it failed by a fault of the service. */
  readonly isAnswered: boolean;
  readonly sentAt: number;
  readonly now: number;
}
