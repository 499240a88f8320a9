import type { Clock } from '@understudy/core/provider';

/** How long somebody waits. */
export interface TimeLimit {
  readonly clock: Clock;
  readonly limitMs: number;
  /** Ends the wait before its time. */
  readonly signal?: AbortSignal | undefined;
}

/** Waits for a call, but not for ever: undefined when it failed or took too long. Never rejects. */
export async function inTime<T>(
  { clock, limitMs, signal }: TimeLimit,
  call: () => Promise<T>,
): Promise<T | undefined> {
  const done = new AbortController();
  const nothing = (): undefined => undefined;
  const ended = signal === undefined ? done.signal : AbortSignal.any([done.signal, signal]);
  const overrun = clock.sleep(limitMs, { signal: ended }).then(nothing, nothing);
  const answer = (async () => call())().catch(nothing);
  const value = await Promise.race([answer, overrun]);
  done.abort();
  return value;
}
