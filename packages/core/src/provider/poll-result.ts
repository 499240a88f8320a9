import type { ProviderError } from '../errors/provider-error.ts';
import type { Money } from './money.ts';
import type { Solution } from './solution.ts';

/** What became of a ticket. `failed` ends it; a poll that rejects says nothing about it. */
export type PollResult<S extends Solution = Solution> =
  | { readonly status: 'pending' }
  | {
      readonly status: 'solved';
      readonly solution: S;
      readonly billed?: Money | undefined;
      /** The reply as it came, bounded and redacted. */
      readonly raw?: string | undefined;
    }
  | { readonly status: 'failed'; readonly error: ProviderError };

/** One entry of a batch: `unanswered` when the reply did not speak of that ticket. */
export type PollManyEntry = PollResult | { readonly status: 'unanswered' };
