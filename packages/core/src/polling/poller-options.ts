import type { ProviderError } from '../errors/provider-error.ts';
import type { Verdict } from '../health/stage-verdict.ts';
import type { SolveLaw } from '../health/solve-law.ts';
import type { Clock } from '../provider/clock.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import type { Random } from '../provider/random.ts';

export interface PollerOptions {
  readonly provider: ProviderV1;
  readonly clock: Clock;
  readonly random: Random;
  /** How long answers of a type take, once it is known. */
  lawOf?(taskType: string): SolveLaw | undefined;
  /** What each request says of the provider's wire: one verdict for a batch too. */
  onPolled(verdict: Verdict): void;
  /** A request failed, and its tickets live on. A batch goes by the name of the ticket that had it sent. */
  onPollFailed(error: ProviderError, attemptId: string): void;
  /** A poll says that the account is at fault, or should slow down. */
  onAccountTrouble(error: ProviderError): void;
}
