import type { WireReply } from '../dialects/wire.ts';
import type { ReplyLoss, WireScript } from '../network/wire-script.ts';

/** What goes out on the wire. */
export type Delivery =
  | {
      readonly kind: 'reply';
      readonly reply: WireReply;
      readonly afterMs: number;
      /**
       * `reset-next`: the next request on its connection meets a RST. `after-pipelined`: it waits for the reply to a
       * request that was pipelined behind it.
       */
      readonly aftermath?: 'reset-next' | 'after-pipelined';
    }
  /** A reply byte by byte. */
  | { readonly kind: 'script'; readonly script: WireScript; readonly afterMs: number }
  /** RST instead of a reply. */
  | { readonly kind: 'reset' }
  /** Nothing, until the client or the fake goes away. */
  | { readonly kind: 'hang' };

/** A request that was dealt with. Whoever carries the delivery says how it ended: an answer sent is not yet delivered. */
export interface Handled {
  readonly delivery: Delivery;
  /** The task whose callback must be out before this reply. */
  readonly callbackFirst?: string | undefined;
  /** The whole reply has left. */
  flushed(now: number): void;
  /** The client did not get the reply. */
  lost(now: number, why: ReplyLoss): void;
}
