import { systemClock } from '@understudy/core/testing';

import type { StopSignals } from './stop-signals.ts';

const lookAtParentMs = 200;

/** Resolves when somebody wants us to end; with a parent to watch, also when that has ended. */
export async function untilStopped(signals: StopSignals, isParentWatched: boolean): Promise<void> {
  const ended = new AbortController();
  const stopped = Promise.withResolvers<void>();
  const stop = (): void => stopped.resolve();
  signals.listen(stop);
  if (isParentWatched) untilParentEnds(ended.signal).then(stop, stop);
  await stopped.promise;
  ended.abort();
}

/** An orphan gets another parent; no event tells of it. */
async function untilParentEnds(signal: AbortSignal): Promise<void> {
  const { ppid } = process;
  while (process.ppid === ppid) await systemClock.sleep(lookAtParentMs, { signal });
}
