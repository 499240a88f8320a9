import { ProviderError } from '@understudy/core/provider';

import { CheckFailure } from './check-failure.ts';
import { shown } from './shown.ts';

/** How a call of the provider ended, or that it did not. */
export type Ending<T> =
  | { readonly kind: 'resolved'; readonly value: T }
  | { readonly kind: 'rejected'; readonly error: unknown }
  | { readonly kind: 'hangs' };

/** The value of a call that has to succeed. */
export function valueOf<T>(ending: Ending<T>, what: string): T {
  if (ending.kind === 'resolved') return ending.value;
  throw new CheckFailure(
    ending.kind === 'hangs' ? `${what} never ended` : `${what} rejected: ${shown(ending.error)}`,
  );
}

/** The error of a call that has to reject, which must be a `ProviderError`. */
export function errorOf(ending: Ending<unknown>, what: string): ProviderError {
  if (ending.kind === 'hangs') throw new CheckFailure(`${what} never ended`);
  if (ending.kind === 'resolved') {
    throw new CheckFailure(`${what} resolved: ${shown(ending.value)}`);
  }
  if (ProviderError.isInstance(ending.error)) return ending.error;
  throw new CheckFailure(`${what} rejected with no ProviderError: ${shown(ending.error)}`);
}
