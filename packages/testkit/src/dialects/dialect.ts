import type { ServiceAnswer } from '../core/service-answer.ts';
import type { ServiceCall } from '../core/service-call.ts';
import type { CallbackWords, OutgoingCallback } from './callback-request.ts';
import type { WireReply, WireRequest } from './wire.ts';
import type { WireStyle } from './wire-style.ts';

/** A request that was understood, with the way to answer it in its own format. */
export interface DecodedRequest {
  /** Absent when there is nothing at that path. */
  readonly call: ServiceCall | undefined;
  /** Whether the reply is to be JSON. */
  readonly isJson: boolean;
  /** Whether a parameter was sent. */
  has(parameter: string): boolean;
  /** @param as JSON or text whatever was asked for; ignored where the dialect knows one of them only. */
  encode(answer: ServiceAnswer, as?: { readonly isJson: boolean }): WireReply;
}

/** The two families of wires. */
export type WireFamily = 'in.php' | 'createTask';

/** The language of a service, and what its customers expect of it. */
export interface Dialect {
  readonly family: WireFamily;
  readonly defaults: {
    /** US dollars per task; 0 where threads are sold. */
    readonly price: number;
    /** How many tasks an account may have at work. */
    readonly threads: number;
    readonly retentionMs: number;
  };
  /** Never throws, whatever comes. */
  decode(request: WireRequest, style: WireStyle): DecodedRequest;
  /** The answer, or the word for its want, as one text. */
  callbackCode(says: CallbackWords['says'], style: WireStyle): string;
  /** What goes to the callback URL of a task. */
  wordCallback(words: CallbackWords, style: WireStyle): OutgoingCallback;
}
