import type { Operation, ProviderErrorCode } from '@understudy/core/provider';

/** What a person can do about it. */
const advice: { readonly [Code in ProviderErrorCode]?: string } = {
  'credentials-rejected': 'check the API key, and that the account has a plan',
  'funds-exhausted': 'top up the account',
  'address-banned': 'wait, and look for calls with a wrong key',
  'task-invalid': 'check the fields of the task',
  'proxy-rejected': 'offer another proxy',
};

export interface DescribedFailure {
  readonly providerId: string;
  readonly operation: Operation;
  readonly code: ProviderErrorCode;
  /** Redacted. It is left out unless it looks like a code: services put sentences and addresses there. */
  readonly rawCode?: string | undefined;
  /** What is wrong with the reply, in our words. */
  readonly reason?: string | undefined;
}

export function failureMessage({
  providerId,
  operation,
  code,
  rawCode,
  reason,
}: DescribedFailure): string {
  const word = rawCode !== undefined && /^[A-Z0-9_: ]{1,60}$/i.test(rawCode) ? ` (${rawCode})` : '';
  const hints = [reason, advice[code]].filter((hint) => hint !== undefined);
  return [`${providerId}: ${operation} failed: ${code}${word}`, ...hints].join('; ');
}
