import type { ServiceAnswer } from '../../core/service-answer.ts';
import type { WireFamily } from '../../dialects/dialect.ts';
import type { WireReply } from '../../dialects/wire.ts';

/** What is known of a reply that a fault changes. */
export interface ReplyContext {
  /** What the service meant to say. */
  readonly answer: ServiceAnswer;
  readonly family: WireFamily;
  /** Whether the reply is JSON. */
  readonly isJson: boolean;
  encode(answer: ServiceAnswer, as?: { readonly isJson: boolean }): WireReply;
  /** Names what the request is about: made-up texts follow from it. */
  readonly subject: string;
  /** The task that was accepted before, if one was. */
  readonly olderTaskId: string | undefined;
  /** The wall clock. */
  readonly epochMs: number;
}

/** A reply that a fault has changed. */
export interface ChangedReply {
  readonly reply: WireReply;
  /** Whether the client can still read out of it what it asked for. */
  readonly isIntact: boolean;
  /** Another text that now is the answer. */
  readonly answerText?: string | undefined;
}

/** What became of a reply, or why the fault does not exist for it. */
export type ReplyChange = ChangedReply | { readonly impossible: string };

/** A reply that says what it said. */
export const intact = (reply: WireReply): ChangedReply => ({ reply, isIntact: true });

/** A reply that no longer does. */
export const spoilt = (reply: WireReply): ChangedReply => ({ reply, isIntact: false });
