import type { Money } from './money.ts';
import type { Solution } from './solution.ts';
import type { Ticket } from './ticket.ts';

/** The task was accepted, and with that paid; `solved` is for services that answer within the submit. */
export type Submission<S extends Solution = Solution> =
  | { readonly status: 'accepted'; readonly ticket: Ticket }
  | {
      readonly status: 'solved';
      readonly solution: S;
      /** Present where the service can be told whether the answer was right. */
      readonly ticket?: Ticket | undefined;
      readonly billed?: Money | undefined;
      /** The reply as it came, bounded and redacted. */
      readonly raw?: string | undefined;
    };
