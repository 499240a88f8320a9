/** Why a client did not get a reply: what took it, or spoiled it beyond use. */
export type ReplyLoss = 'reset' | 'hang' | 'cut' | 'spoiled' | 'client-gone';

/** One thing that is done with a connection; `fill` is that many bytes of no meaning. */
export type WireStep =
  | { readonly kind: 'write'; readonly bytes: Uint8Array }
  | { readonly kind: 'fill'; readonly count: number }
  | { readonly kind: 'wait'; readonly ms: number };

/**
 * One thing that an HTTP/1.1 client notices. After an interim `head` another one follows. Where nothing more comes after
 * the last, neither `end` nor `fail`, the client is left waiting.
 */
export type SeenStep =
  | {
      readonly kind: 'head';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'fill'; readonly count: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'end' }
  /** With undici's code, which its parser's errors lack. */
  | { readonly kind: 'fail'; readonly code?: string };

/** A reply byte by byte: for a face that has sockets what to do, for one that has none what would be seen. */
export interface WireScript {
  readonly steps: readonly WireStep[];
  /** What becomes of the connection: RST, FIN, FIN from the server only, or nothing. */
  readonly ending: 'reset' | 'close' | 'half-close' | 'hang';
  readonly seen: readonly SeenStep[];
  /** Whether the client has the true reply when all was done as said. */
  readonly fate: 'flushed' | Exclude<ReplyLoss, 'client-gone'>;
}
