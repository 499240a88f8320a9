import { inspect } from 'node:util';

import { ProviderError, type ProviderErrorCode } from '@understudy/core/provider';

type Fields = Readonly<Record<string, unknown>>;

/** What is compared of an error. */
export interface ToldError {
  readonly code: ProviderErrorCode;
  readonly charged: unknown;
}

/** How a call ended, in a form that can be compared. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'rejected'; readonly error: ToldError }
  /** By what is no error of a provider. */
  | { readonly kind: 'crashed'; readonly shown: string };

/** What the call left, in full: the outcome to compare, and everything that might show too much. */
export interface Ending {
  readonly outcome: Outcome;
  readonly errors: readonly ProviderError[];
  /** The reply as it is kept beside an answer. */
  readonly raw: string | undefined;
  /** What the call came back with, or what it was rejected by. */
  readonly left: unknown;
}

const inFull = { depth: Infinity, showHidden: true, maxStringLength: Infinity } as const;

/** What a call came back with. */
export function endingOf(left: unknown): Ending {
  const { raw, error } = fieldsOf(left);
  const entries: readonly unknown[] = Array.isArray(left) ? left : [];
  const errors = [error, ...entries.map((entry) => fieldsOf(entry)['error'])].filter((each) =>
    ProviderError.isInstance(each),
  );
  return {
    outcome: { kind: 'value', value: comparable(left) },
    errors,
    raw: typeof raw === 'string' ? raw : undefined,
    left,
  };
}

/** What a call was rejected by. */
export function rejectionOf(left: unknown): Ending {
  const ending = { errors: [], raw: undefined, left };
  return ProviderError.isInstance(left)
    ? { ...ending, outcome: { kind: 'rejected', error: told(left) }, errors: [left] }
    : { ...ending, outcome: { kind: 'crashed', shown: inspect(left) } };
}

/** An ending as a person or a log would see it, without ids and answers where they may be anything. */
export function shownOf(left: unknown, { hasAnswers }: { readonly hasAnswers: boolean }): string {
  const visible = hasAnswers ? left : withoutAnswers(left);
  const shown = `${inspect(visible, inFull)}\n${jsonOf(visible)}`;
  // Both write a backslash twice, and a secret may have one.
  return shown.includes('\\\\') ? `${shown}\n${shown.replaceAll('\\\\', '\\')}` : shown;
}

function withoutAnswers(left: unknown): unknown {
  if (Array.isArray(left)) return left.map((entry: unknown) => withoutAnswers(entry));
  const { solution, ticket, ...others } = fieldsOf(left);
  return solution === undefined && ticket === undefined ? left : others;
}

/** The deepest answers are deeper than JSON is written. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

const told = ({ code, charged }: ToldError): ToldError => ({ code, charged });

/** A value with its errors told and without the raw reply, which is looked at by itself. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry: unknown) => comparable(entry));
  if (typeof value !== 'object' || value === null) return value;
  const { raw: _raw, error, ...others } = fieldsOf(value);
  return ProviderError.isInstance(error) ? { ...others, error: told(error) } : others;
}

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? { ...value } : {};
