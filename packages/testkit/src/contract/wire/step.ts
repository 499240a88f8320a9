import type { WireAnswer } from './wire-answer.ts';

/** How a reply gets lost. The first three before a byte of the request is written, the others after. */
export type Loss =
  | 'refused'
  | 'name-unknown'
  | 'certificate-refused'
  | 'reset-on-accept'
  | 'closed-on-accept'
  | 'reset-before-headers'
  | 'closed-before-headers'
  | 'reset-mid-body'
  | 'closed-mid-body'
  | 'chunk-cut-short'
  | 'garbage'
  | 'bad-chunk';

/** What happens to one request instead of a sound answer. `isHandled`: the service did its work before. */
export type Step =
  | { readonly kind: 'serve' }
  | { readonly kind: 'say'; readonly answer: WireAnswer; readonly isHandled?: boolean }
  | { readonly kind: 'say-bytes'; readonly bytes: Uint8Array; readonly contentType?: string }
  /** The sound reply, put into other words. */
  | {
      readonly kind: 'rewrite';
      readonly prefix?: string;
      readonly suffix?: string;
      readonly status?: number;
    }
  | { readonly kind: 'lose'; readonly how: Loss; readonly isHandled?: boolean }
  | {
      readonly kind: 'hang';
      readonly at: 'connect' | 'headers' | 'body';
      readonly isHandled?: boolean;
    }
  /** A sound reply that takes its time. */
  | { readonly kind: 'late'; readonly byMs: number }
  /** One byte at a time, for ever. */
  | { readonly kind: 'drip'; readonly everyMs: number }
  | { readonly kind: 'huge'; readonly bytes: number };

/** The losses at which not a byte of the request was written. */
export const unwritten: ReadonlySet<Loss> = new Set<Loss>([
  'refused',
  'name-unknown',
  'certificate-refused',
]);

/** The codes by which HTTP clients on Node report each loss, measured on sockets (net faults N01 to N16). */
export const lossCodes: Readonly<Record<Loss, string>> = {
  refused: 'ECONNREFUSED',
  'name-unknown': 'ENOTFOUND',
  'certificate-refused': 'DEPTH_ZERO_SELF_SIGNED_CERT',
  'reset-on-accept': 'ECONNRESET',
  'closed-on-accept': 'UND_ERR_SOCKET',
  'reset-before-headers': 'ECONNRESET',
  'closed-before-headers': 'UND_ERR_SOCKET',
  'reset-mid-body': 'ECONNRESET',
  'closed-mid-body': 'UND_ERR_SOCKET',
  'chunk-cut-short': 'UND_ERR_SOCKET',
  garbage: 'HPE_INVALID_CONSTANT',
  'bad-chunk': 'HPE_INVALID_CHUNK_SIZE',
};
