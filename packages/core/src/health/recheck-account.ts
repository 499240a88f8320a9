import { ProviderError } from '../errors/provider-error.ts';
import type { Clock } from '../provider/clock.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import type { Random } from '../provider/random.ts';
import { within } from '../seams/within.ts';
import type { LatchReason } from './latch-schedule.ts';

const limitMs = 10_000;

export interface RecheckOptions {
  readonly provider: ProviderV1;
  readonly reason: LatchReason;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal: AbortSignal;
}

/** Looks at a latched account by its free call for the balance: no money is spent on finding out. */
export async function isAccountSound(options: RecheckOptions): Promise<boolean> {
  const { provider, reason, clock, random, signal: closed } = options;
  const outcome = await within({ clock, limitMs, signal: closed }, async (signal) =>
    provider.balance?.({
      signal,
      recall: signal,
      clock,
      random,
      attemptId: `recheck-${provider.id}`,
      remainingMs: limitMs,
    }),
  );
  if (outcome.kind === 'value' && outcome.value !== undefined) {
    return reason !== 'funds-exhausted' || outcome.value.amount > 0;
  }
  // An empty account has a working key.
  return (
    reason === 'credentials-rejected' &&
    outcome.kind === 'error' &&
    ProviderError.isInstance(outcome.error) &&
    outcome.error.code === 'funds-exhausted'
  );
}
