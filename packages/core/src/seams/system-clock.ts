import type { Clock } from '../provider/clock.ts';

/** The longest that one timer can run: a longer sleep is made of several. */
const longestTimerMs = 2 ** 31 - 1;

async function sleepOnce(
  ms: number,
  signal: AbortSignal | undefined,
  keepAlive: boolean,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const wake = (): void => {
      signal?.removeEventListener('abort', interrupt);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    const interrupt = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    // Outside Node a timer is a number and keeps nothing alive.
    if (!keepAlive && typeof timer === 'object') timer.unref();
    signal?.addEventListener('abort', interrupt, { once: true });
  });
}

/** Real time. Looks its globals up at each call, so that fake timers work on it. */
export const systemClock: Clock = {
  now: () => performance.now(),
  epochMs: () => Date.now(),
  async sleep(ms, { signal, keepAlive = true } = {}) {
    for (let leftMs = Math.max(0, ms); ; leftMs -= longestTimerMs) {
      signal?.throwIfAborted();
      await sleepOnce(Math.min(leftMs, longestTimerMs), signal, keepAlive);
      if (leftMs <= longestTimerMs) return;
    }
  },
};
