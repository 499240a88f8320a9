import type { Charged, Operation, ProviderErrorCode } from '@understudy/core/provider';

/** What one of a service's error codes means. */
export interface ErrorMeaning {
  readonly code: ProviderErrorCode;
  /** How long the service wants to be left alone, in milliseconds. */
  readonly retryAfterMs?: number;
  /** Where it differs from what the contract says of the code and the operation. */
  readonly charged?: { readonly [Call in Operation]?: Charged };
  /** What a person can do about it, where the contract's code is too wide to say so. */
  readonly advice?: string;
}

/** Meanings by a service's own codes, in upper case. */
export type ErrorTable = Readonly<Record<string, ErrorMeaning>>;
