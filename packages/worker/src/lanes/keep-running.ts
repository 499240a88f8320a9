import type { Clock } from '@understudy/core/provider';

const firstPauseMs = 200;
const longestPauseMs = 10_000;

/** Runs something that should not end; starts it again, after a wait that doubles, when it breaks. */
export async function keepRunning({
  run,
  clock,
  signal,
  onBroken,
}: {
  readonly run: () => Promise<void>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told the name of what was thrown. */
  readonly onBroken: (message: string) => void;
}): Promise<void> {
  for (
    let pauseMs = firstPauseMs;
    !signal.aborted;
    pauseMs = Math.min(longestPauseMs, pauseMs * 2)
  ) {
    try {
      await run();
      return;
    } catch (error) {
      onBroken(error instanceof Error ? error.name : 'something that is no error');
      await clock.sleep(pauseMs, { signal }).catch(() => undefined);
    }
  }
}
