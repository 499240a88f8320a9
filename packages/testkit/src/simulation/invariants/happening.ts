import type { RouterEvent, RouterHealth } from '@understudy/core';

interface AtService {
  readonly providerId: string;
  readonly attemptId: string;
}

/** What a service answers to a submit: taken, refused for nothing, or nothing that arrives. */
export type SubmitReply = 'accepted' | 'refused' | 'lost';

/** What a service answers to a poll, or `error` when it says nothing of the ticket. */
export type PollReply = 'pending' | 'solved' | 'failed' | 'error';

/** One thing that happened in a simulated world, as its router, its services or its callers saw it: a union on `kind`. */
export type Happening = { readonly atMs: number } & (
  | { readonly kind: 'event'; readonly event: RouterEvent }
  /** What the router says of itself, after the events of one turn. */
  | { readonly kind: 'health'; readonly health: RouterHealth }
  /** What a strategy was told of a provider: how probable each kind of health is. */
  | {
      readonly kind: 'believed';
      readonly providerId: string;
      readonly probabilities: readonly number[];
    }
  | {
      readonly kind: 'called';
      readonly callId: string;
      /** Equal for deeply equal tasks only. */
      readonly key: string;
      readonly taskType: string;
      readonly deadlineMs: number;
      readonly budget?: number | undefined;
    }
  | { readonly kind: 'aborted'; readonly callId: string }
  | {
      readonly kind: 'settled';
      readonly callId: string;
      readonly outcome: 'solved' | 'failed' | 'aborted';
      readonly token?: string | undefined;
      /** How much longer the answer is of use, where its service says. */
      readonly freshForMs?: number | undefined;
      /** Listeners that the router left on the caller's signal. */
      readonly listeners: number;
    }
  | ({ readonly kind: 'submit-received'; readonly key: string } & AtService)
  | ({
      /** Taken and charged, whether or not the reply arrives. */
      readonly kind: 'accepted';
      readonly ticket: string;
      readonly price: number;
    } & AtService)
  | ({
      readonly kind: 'submit-replied';
      readonly reply: SubmitReply;
      readonly retryAfterMs?: number | undefined;
      /** The service was full, or takes no account of this kind. */
      readonly isFull?: boolean | undefined;
    } & AtService)
  | ({ readonly kind: 'refunded' } & AtService)
  | { readonly kind: 'poll-received'; readonly providerId: string; readonly ticket: string }
  | {
      readonly kind: 'poll-replied';
      readonly providerId: string;
      readonly ticket: string;
      readonly reply: PollReply;
      readonly retryAfterMs?: number | undefined;
    }
  /** The answer of a ticket came to exist at the service. */
  | { readonly kind: 'ready'; readonly providerId: string; readonly ticket: string }
  | { readonly kind: 'wall-jumped'; readonly byMs: number }
  | { readonly kind: 'suspended'; readonly forMs: number }
  /** Every fault is over, and none will come. */
  | { readonly kind: 'healed' }
  /** An hour later: from here on tasks are to be solved as if nothing had been. */
  | { readonly kind: 'rested' }
  | {
      readonly kind: 'closed';
      /** Attempts whose tickets were handed back. */
      readonly openTickets: readonly string[];
      readonly pendingSleeps: number;
    }
  /** The event log was folded anew: how healthy a provider is by that, and by what the router holds. */
  | {
      readonly kind: 'refolded';
      readonly providerId: string;
      readonly held: number;
      readonly folded: number;
    }
  /** The same world was run again. */
  | { readonly kind: 'replayed'; readonly isSame: boolean }
);
