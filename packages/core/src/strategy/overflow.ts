import type { ExpectedPlace } from './candidate.ts';
import { expectedLosses, type LossContext, type Prospect } from './expected-loss.ts';

/** A provider that is full, and what is expected of a place there. */
export interface FullProspect extends Prospect, ExpectedPlace {
  readonly firstWaitMs: number;
}

/** Waiting for one provider, and its expected loss with the whole rest of the task. */
export interface Wait {
  readonly providerId: string;
  readonly waitMs: number;
  readonly loss: number;
}

/** Those who are free now, and the least that going to one of them is expected to cost. */
export interface Free {
  readonly prospects: readonly Prospect[];
  readonly loss: number;
}

/**
 * The wait for a place that is expected to cost less than to go to somebody who is free; undefined when the task had
 * better overflow. The seconds until then, the purchase in the time that is left, with those who are free to fall back
 * on, and what is taken from others who would have had the place:
 *
 *     purchase = expected loss of the purchase at (slackMs − waitMs)
 *     loss = waitMs × perSecond / 1000 + purchase + crowding × max(0, loss of the best that is free − purchase)
 */
export function bestWait(
  full: readonly FullProspect[],
  { free, slackMs, stakes }: LossContext & { readonly free: Free },
): Wait | undefined {
  let best: Wait | undefined;
  for (const { waitMs, crowding, firstWaitMs, ...prospect } of full) {
    const leftMs = slackMs - waitMs;
    if (leftMs <= firstWaitMs) continue;
    const [terms] = expectedLosses([prospect, ...free.prospects], { slackMs: leftMs, stakes });
    if (terms === undefined) continue;
    const gain = Math.max(0, free.loss - terms.loss);
    const loss = (waitMs * stakes.perSecond) / 1_000 + terms.loss + crowding * gain;
    if (loss < (best ?? free).loss) best = { providerId: prospect.providerId, waitMs, loss };
  }
  return best;
}
