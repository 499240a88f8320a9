import type { WireReply } from '../dialects/wire.ts';
import { headerLines, rawHead } from './raw-head.ts';
import type { SeenStep, WireScript, WireStep } from './wire-script.ts';

/** The reply that a fault spoils. */
export interface Spoiled {
  readonly reply: WireReply;
  /** Settles what looks like chance. */
  readonly entropy: string;
}

type Headers = Readonly<Record<string, string | number>>;

/** The length and the end of a reply that goes out whole. */
export const soundHeaders = (body: Uint8Array): Headers => ({
  'content-length': body.length,
  connection: 'close',
});

export const write = (bytes: Uint8Array): WireStep => ({ kind: 'write', bytes });

/** What a client sees of a body that is there at once. */
export const seenData = (bytes: Uint8Array): readonly SeenStep[] =>
  bytes.length === 0 ? [] : [{ kind: 'data', bytes }];

/** The head of a reply with other headers: the bytes, and what a client makes of them. */
export function headOf(
  reply: WireReply,
  more: Headers,
): { readonly step: WireStep; readonly seen: SeenStep } {
  const lines = headerLines(reply, more);
  return {
    step: write(rawHead({ status: reply.status, headers: lines })),
    seen: { kind: 'head', status: reply.status, headers: Object.fromEntries(lines) },
  };
}

interface Rewritten {
  readonly reply: WireReply;
  readonly headers: Headers;
  readonly body: Uint8Array;
  readonly fate: WireScript['fate'];
}

/** A reply that arrives to its last byte, with headers or a body of the fault's own. */
export function rewritten({ reply, headers, body, fate }: Rewritten): WireScript {
  const head = headOf(reply, { ...soundHeaders(body), ...headers });
  const seen = [head.seen, ...seenData(body), { kind: 'end' } as const];
  return { steps: [head.step, write(body)], ending: 'close', seen, fate };
}

/** Bytes that no client can take for a reply. */
export const unreadable = (bytes: Uint8Array, code?: string): WireScript => ({
  steps: [write(bytes)],
  ending: 'close',
  seen: [code === undefined ? { kind: 'fail' } : { kind: 'fail', code }],
  fate: 'spoiled',
});
