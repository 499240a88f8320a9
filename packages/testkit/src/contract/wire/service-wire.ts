import type { Charged, JsonValue, ProviderErrorCode } from '@understudy/core/provider';

import type { ReadRequest, ServiceRequest } from './service-request.ts';
import type { WireAnswer } from './wire-answer.ts';

/** A solved task in the service's own terms. */
export interface SolvedAtService {
  readonly id: string;
  readonly taskType: string;
  /** What the solution is made of: a text, or what the sample of the type says. */
  readonly answer: JsonValue;
  readonly userAgent?: string | undefined;
  /** US dollars, where the service says in its reply what the task cost. */
  readonly priceUsd?: number | undefined;
}

/** What one of the service's own words for a failure has to become. */
export interface WordMeaning {
  readonly code: ProviderErrorCode;
  /** On a submit, where the service says more about money than the contract assumes. */
  readonly charged?: Charged | undefined;
  /** Where a word speaks of what was submitted only: as the answer to a poll it is not looked at. */
  readonly isOfSubmits?: boolean | undefined;
  /** How long the service asks to be left alone in the reply that `refused` makes. */
  readonly retryAfterMs?: number | undefined;
}

/** One entry of a reply about several tasks. */
export type BatchLine = { readonly id: string } & (
  | { readonly status: 'pending' | 'absent' }
  | ({ readonly status: 'solved' } & SolvedAtService)
);

/**
 * How a service answers, in data and small functions: all that the contract suite has to know of a protocol. Take it
 * from the service's documentation, not from your adapter. The optional members switch checks on.
 */
export interface ServiceWire {
  /** What a request asks for; undefined where the service has nothing. */
  read(request: ServiceRequest): ReadRequest | undefined;
  accepted(task: { readonly id: string }): WireAnswer;
  pending(task: { readonly id: string }): WireAnswer;
  solved(task: SolvedAtService): WireAnswer;
  /** Nobody could solve it. */
  unsolvable(task: { readonly id: string; readonly isRefunded: boolean }): WireAnswer;
  /** Any other refusal, by its word: one of `words`, or one that nobody knows. */
  refused(word: string): WireAnswer;
  /** The id of the nth task, where ids have a form of their own. @default a short text */
  idOf?(nth: number): string;
  /** Replies to a poll about a task that the service does not know, where it has no word of `words` for that. */
  lost?(task: { readonly id: string }): readonly WireAnswer[];
  /** The reply to a submit that is solved at once. */
  solvedAtOnce?(task: SolvedAtService): WireAnswer;
  /** The documented words, with what each has to become. */
  readonly words: Readonly<Record<string, ProviderErrorCode | WordMeaning>>;
  /** Whether an unsolvable task is paid for: by what the reply says, always, or never. @default 'never' */
  readonly unsolvableCharged?: 'as-said' | 'always' | 'never' | undefined;
  /** Further ways to say "not ready". */
  readonly otherPending?: readonly WireAnswer[] | undefined;
  /** Replies to a poll that a reader in a hurry takes for an answer, and that are none. */
  readonly notSolved?: readonly WireAnswer[] | undefined;
  /** Other spellings of a solved reply, such as `"status": "1"`. */
  otherSolved?(task: SolvedAtService): readonly WireAnswer[];
  /** An id as a bare number, beyond 2^53. */
  acceptedWithNumber?(digits: string): WireAnswer;
  /**
   * Whether `solved` writes `userAgent` and `priceUsd` into its reply. A price `'in-some-currency'` may be left alone: it
   * is worth nothing to a provider that does not know which.
   */
  readonly says?:
    | { readonly userAgent?: boolean; readonly price?: boolean | 'in-some-currency' }
    | undefined;
  /** Whether the reply to a poll names the task's id, so that somebody else's answer can be told. */
  readonly echoesId?: boolean | undefined;
  reported?(): WireAnswer;
  /** A word of `words` by which a report is refused. */
  readonly reportRefusal?: string | undefined;
  balance?(account: { readonly amount: number }): WireAnswer;
  /** Replies to the question for the balance that hold no amount. */
  readonly noBalance?: readonly WireAnswer[] | undefined;
  capacity?(account: { readonly slots: number; readonly busy: number }): WireAnswer;
  /** In the order of the lines given, which need not be that of the request. */
  batch?(lines: readonly BatchLine[]): WireAnswer;
  /** Whether every line of `batch` names its id. */
  readonly batchNamesIds?: boolean | undefined;
  /** The call that announces an answer, for a callback URL. */
  callback?(task: { readonly id: string; readonly url: string }): readonly CallbackCall[];
}

/** One form in which a service calls back. */
export interface CallbackCall {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly contentType?: string | undefined;
  readonly body?: string | undefined;
}

/** Helps the compiler to check a description where it is written. */
export const serviceWire = (wire: ServiceWire): ServiceWire => wire;

/** The meaning of a word in full. */
export function meaningOf(wire: Pick<ServiceWire, 'words'>, word: string): WordMeaning | undefined {
  const meaning = Object.hasOwn(wire.words, word) ? wire.words[word] : undefined;
  return typeof meaning === 'string' ? { code: meaning } : meaning;
}
