import type { ServerResponse } from 'node:http';

import type { Clock } from '@understudy/core/provider';

/** What a delivery goes out on. */
export interface DeliveryTerms {
  readonly response: ServerResponse;
  readonly clock: Clock;
  /** Milliseconds since the fake started. */
  readonly elapsed: () => number;
}

/** Waits with the client; false when it went away meanwhile. */
export async function clientWaits(
  { response, clock }: Pick<DeliveryTerms, 'response' | 'clock'>,
  ms: number,
): Promise<boolean> {
  if (response.destroyed) return false;
  if (ms === 0) return true;
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  response.once('close', leave);
  try {
    await clock.sleep(ms, { signal: gone.signal, keepAlive: false });
  } catch {
    return false;
  }
  response.off('close', leave);
  return !response.destroyed;
}
