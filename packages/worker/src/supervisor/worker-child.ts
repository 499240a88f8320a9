import type { Clock } from '@understudy/core/provider';

import type { WorkerLoad } from '../lanes/worker-load.ts';
import { inTime } from './in-time.ts';
import type { SupervisorChannel } from './supervisor-channel.ts';

/** The workers that a child process runs. */
export interface ChildWorkers {
  readonly load: WorkerLoad;
  /** Claims nothing any more; finishes what it can in time and hands back the rest. */
  drain(options: { readonly drainMs: number }): Promise<unknown>;
  close(): Promise<void>;
}

export interface ChildInit {
  readonly workerId: string;
  /** Starts to work. What it throws ends the process. */
  open(workerId: string): Promise<ChildWorkers>;
  readonly channel: SupervisorChannel;
  readonly clock: Clock;
  readonly heartbeatMs: number;
  /** For whoever ends it without saying how long it may take. */
  readonly drainMs: number;
  /** What did not succeed: opening, draining or closing. */
  onError(error: unknown): void;
}

/** Half of the second that the supervisor adds before it kills. */
const closeMs = 500;
const drained = 0;
const failed = 1;

/**
 * Works until somebody ends it: its supervisor by an order or by dying, anybody by a signal. Never rejects.
 * @returns the exit code, which its caller has to exit with: whatever hangs is left behind.
 */
export async function runChild(init: ChildInit): Promise<number> {
  const { channel, clock, drainMs: usualMs } = init;
  const stop = Promise.withResolvers<number>();
  const endWithin = (drainMs: number): void => stop.resolve(clock.now() + drainMs);
  const stopListening = channel.listen({
    onOrder: ({ drainMs }) => endWithin(drainMs),
    onSignal: () => endWithin(usualMs),
    onSupervisorGone: () => endWithin(usualMs),
  });
  try {
    const workers = await openBefore(stop.promise, init);
    return workers === undefined ? failed : await workUntil(stop.promise, { init, workers });
  } catch (error) {
    init.onError(error);
    return failed;
  } finally {
    stopListening();
  }
}

/** Undefined when it is still not open at the instant at which all should be over. */
async function openBefore(
  over: Promise<number>,
  { workerId, clock, open }: ChildInit,
): Promise<ChildWorkers | undefined> {
  const opened = new AbortController();
  const { signal } = opened;
  const overrun = over
    .then(async (overAt) => clock.sleep(overAt - clock.now(), { signal }))
    .then(
      () => undefined,
      () => undefined,
    );
  try {
    return await Promise.race([open(workerId), overrun]);
  } finally {
    opened.abort();
  }
}

async function workUntil(
  over: Promise<number>,
  { init, workers }: { readonly init: ChildInit; readonly workers: ChildWorkers },
): Promise<number> {
  const { channel, clock, onError } = init;
  const ended = new AbortController();
  channel.send({ kind: 'ready' });
  const beating = beat(init, workers, ended.signal);
  const drainMs = Math.max(0, (await over) - clock.now());
  const exitCode = await inTime({ clock, limitMs: drainMs + closeMs }, async () => {
    try {
      await workers.drain({ drainMs });
      await workers.close();
      return drained;
    } catch (error) {
      onError(error);
      return failed;
    }
  });
  ended.abort();
  await beating;
  return exitCode ?? failed;
}

/** Also when it is idle, and while it drains. */
async function beat(init: ChildInit, workers: ChildWorkers, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { slots, busy, jobsDone } = workers.load;
    init.channel.send({ kind: 'heartbeat', slots, busy, jobsDone });
    await init.clock.sleep(init.heartbeatMs, { signal }).catch(() => undefined);
  }
}
