import type { Capacity } from '../provider/balance.ts';
import type { Clock } from '../provider/clock.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import type { Random } from '../provider/random.ts';
import { within } from '../seams/within.ts';

const limitMs = 10_000;
/** Between two questions: the answer is of use for a while, and nobody should be called for each refusal. */
const restMs = 180_000;

export interface CapacityQuestionOptions {
  readonly provider: ProviderV1;
  readonly clock: Clock;
  readonly random: Random;
  readonly closed: AbortSignal;
}

/** Asks a service, by a free call, how many tasks it takes: rarely, within a bound, and never in vain twice at once. */
export class CapacityQuestion {
  readonly #options: CapacityQuestionOptions;
  #nextAt = -Infinity;

  constructor(options: CapacityQuestionOptions) {
    this.#options = options;
  }

  /**
   * How many tasks of ours fit, as the service sees it; undefined where it does not tell, or was asked a moment ago.
   * @param inUse how many of the tasks in work are ours, once the answer is there.
   */
  async ask(inUse: () => number): Promise<number | undefined> {
    const { provider, clock, random, closed } = this.#options;
    if (provider.capacity === undefined || closed.aborted || clock.now() < this.#nextAt) {
      return undefined;
    }
    this.#nextAt = clock.now() + restMs;
    const outcome = await within({ clock, limitMs, signal: closed }, async (signal) =>
      provider.capacity?.({
        signal,
        recall: signal,
        clock,
        random,
        attemptId: `capacity-${provider.id}`,
        remainingMs: limitMs,
      }),
    );
    return outcome.kind === 'value' ? fitting(outcome.value, inUse()) : undefined;
  }
}

/** What is left of the slots when the tasks of others are in them; a plug-in may answer anything. */
function fitting(capacity: Capacity | undefined, inUse: number): number | undefined {
  const { slots, busy } = (capacity ?? {}) satisfies Capacity;
  if (!isCount(slots)) return undefined;
  const foreign = isCount(busy) ? Math.max(0, busy - inUse) : 0;
  return Math.max(1, slots - foreign);
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;
