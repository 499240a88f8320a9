import { setImmediate } from 'node:timers/promises';

/** Lets the event loop turn until something has happened; the test's own time limit bounds it. */
export async function waitFor(hasHappened: () => boolean): Promise<void> {
  while (!hasHappened()) await setImmediate();
}
