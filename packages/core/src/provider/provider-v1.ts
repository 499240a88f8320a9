import type { Balance, Capacity } from './balance.ts';
import type { CallbackNotice, CallbackRequest } from './callback.ts';
import type { CallContext } from './call-context.ts';
import type { PollManyEntry, PollResult } from './poll-result.ts';
import type { Submission } from './submission.ts';
import type { Supports } from './supports.ts';
import type { Task } from './task.ts';
import type { Ticket } from './ticket.ts';

/** What the caller says of an answer after trying it. */
export type Judgement = 'accepted' | 'rejected';

/**
 * A solving service behind one account. A provider asks once per call and decides nothing: waiting, retrying,
 * failing over and pacing belong to the router. Failed calls reject with a `ProviderError`.
 */
export interface ProviderV1 {
  /** Lets the router hold providers of several contract versions in one list. */
  readonly specificationVersion: 'v1';
  /** Unique within a router. Slots, latches and spend belong to it. */
  readonly id: string;
  /** Accounts at one service share wire health: down is down for all. */
  readonly service: string;
  readonly supports: Supports;
  /** Exactly one paid request. Never retried inside a provider. */
  submit(task: Task, context: CallContext): Promise<Submission>;
  /** Asks once. A resolved `failed` ends the ticket, a rejection says nothing about it. */
  poll(ticket: Ticket, context: CallContext): Promise<PollResult>;
  /** Same order and length as its input; a rejection says nothing about any ticket. */
  pollMany?(tickets: readonly Ticket[], context: CallContext): Promise<readonly PollManyEntry[]>;
  /** Tells the service whether an answer was right. Rejects with `report-refused` when it will not hear it. */
  report?(
    report: { readonly ticket: Ticket; readonly judgement: Judgement },
    context: CallContext,
  ): Promise<void>;
  /** Free. Also how a latched account is found again. */
  balance?(context: CallContext): Promise<Balance>;
  capacity?(context: CallContext): Promise<Capacity>;
  /**
   * Changes when the API key changes, and does not reveal it. A change lifts a latch on the credentials at once, and has
   * few submits sent at a time until the service has shown that it knows the new key.
   */
  credentialsFingerprint?(): Promise<string>;
  /** Reads a callback without trusting it; undefined when it is none of this provider's. */
  readCallback?(request: CallbackRequest): CallbackNotice | undefined;
  /** Releases connections. Called once, by the router that holds the provider. */
  close?(): Promise<void>;
}
