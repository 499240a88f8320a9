import type { Operation, ProviderErrorCode } from '@understudy/core/provider';

/** What a person can do about it, where a service's own code says nothing more exact. */
const usualAdvice: { readonly [Code in ProviderErrorCode]?: string } = {
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
  /** A code and nothing else: whatever stands here is repeated. */
  readonly rawCode?: string | undefined;
  /** What is wrong with the reply, in our words. */
  readonly reason?: string | undefined;
  /** What a person can do about it. @default what the code suggests */
  readonly advice?: string | undefined;
}

export function failureMessage({
  providerId,
  operation,
  code,
  rawCode,
  reason,
  advice = usualAdvice[code],
}: DescribedFailure): string {
  const word = rawCode === undefined ? '' : ` (${rawCode})`;
  const hints = [reason, advice].filter((hint) => hint !== undefined);
  return [`${providerId}: ${operation} failed: ${code}${word}`, ...hints].join('; ');
}
