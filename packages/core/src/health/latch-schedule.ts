import type { ProviderError } from '../errors/provider-error.ts';

export type LatchReason = 'credentials-rejected' | 'funds-exhausted' | 'address-banned';

const minuteMs = 60_000;
/** A rejected key is tried rarely: five bad calls ban an address at some services. */
const credentialChecksMs = [5 * minuteMs, 15 * minuteMs, 60 * minuteMs];
const fundsCheckMs = minuteMs;
const banMs = 10 * minuteMs;
/** A service that names a longer ban than this is asked again all the same. */
const longestBanMs = 24 * 60 * minuteMs;

/** How long a latched account rests before the next look, by the reason and by how often one has looked. */
export function restBeforeLookMs(options: {
  readonly reason: LatchReason;
  readonly looks: number;
  readonly retryAfterMs?: number | undefined;
  readonly balanceFloorMs?: number | undefined;
}): number {
  const { reason, looks, retryAfterMs, balanceFloorMs } = options;
  if (reason === 'address-banned') return Math.min(retryAfterMs ?? banMs, longestBanMs);
  if (reason === 'funds-exhausted')
    return Math.max(fundsCheckMs, balanceFloorMs ?? 0, Math.min(retryAfterMs ?? 0, longestBanMs));
  return credentialChecksMs[Math.min(looks, credentialChecksMs.length - 1)] ?? minuteMs;
}

/** The latch that an error asks for, or undefined when it asks for none. */
export function latchReasonOf({ code }: ProviderError): LatchReason | undefined {
  switch (code) {
    case 'credentials-rejected':
    case 'funds-exhausted':
    case 'address-banned':
      return code;
    default:
      return undefined;
  }
}
