import { systemClock } from '@understudy/core/testing';

import { processChannel } from '../process-channel.ts';
import { runChild } from '../worker-child.ts';

const [workerId = '', heartbeatMs, manner] = process.argv.slice(2);

// A handler that never returns: the loop is blocked, as by an endless computation.
process.on('SIGUSR2', () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));

/** A worker without a queue. One that is `loud` says on standard error that it has drained. */
const exitCode = await runChild({
  workerId,
  channel: processChannel,
  clock: systemClock,
  heartbeatMs: Number(heartbeatMs),
  drainMs: 5_000,
  open: async () => ({
    load: { slots: 3, busy: 0, jobsDone: 0 },
    drain: async () => manner === 'loud' && process.stderr.write(`${workerId} drained\n`),
    close: async () => undefined,
  }),
  onError: (error) => process.stderr.write(`${String(error)}\n`),
});
process.exit(exitCode);
