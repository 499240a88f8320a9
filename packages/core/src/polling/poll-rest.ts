import { backoffMs } from '../health/backoff.ts';
import { longestCoolOffMs } from '../health/cool-off.ts';
import type { Clock } from '../provider/clock.ts';
import type { Random } from '../provider/random.ts';

const longestRestMs = 30_000;

/** The rest of a whole account after a failed poll: its service has trouble, not one ticket. */
export class PollRest {
  readonly #clock: Clock;
  readonly #random: Random;
  #until = -Infinity;
  #failuresInRow = 0;

  constructor({ clock, random }: { readonly clock: Clock; readonly random: Random }) {
    this.#clock = clock;
    this.#random = random;
  }

  /** No poll before, on the monotonic clock. */
  get until(): number {
    return this.#until;
  }

  /** The service has answered a poll. */
  noteReply(): void {
    this.#failuresInRow = 0;
  }

  /** Doubles with each failure in a row, and is as long as the service asks. */
  start({
    sentAt,
    intervalMs,
    retryAfterMs = 0,
  }: {
    readonly sentAt: number;
    readonly intervalMs: number;
    readonly retryAfterMs: number | undefined;
  }): void {
    // Polls that were under way when the rest began fail with the one that began it: one trouble, not many in a row.
    if (sentAt >= this.#until) this.#failuresInRow += 1;
    const backedOffMs = backoffMs({
      initialMs: Math.max(1, intervalMs),
      capMs: longestRestMs,
      failures: this.#failuresInRow,
      random: this.#random,
    });
    const waitMs = Math.max(backedOffMs, Math.min(retryAfterMs, longestCoolOffMs));
    this.#until = Math.max(this.#until, this.#clock.now() + waitMs);
  }
}
