import { fork } from 'node:child_process';

import type { ProcessExit, WorkerProcess, WorkerProcessListener } from './worker-process.ts';

export interface ForkOptions {
  readonly workerId: string;
  /** The module that the process runs. */
  readonly modulePath: string | URL;
  /** What the module finds after its own path and the worker's id. @default [] */
  readonly words?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * Starts a worker as a child process. What it prints goes to our standard error: standard output belongs to whoever
 * started us.
 */
export function forkWorker({ workerId, modulePath, words = [], env }: ForkOptions): WorkerProcess {
  const child = fork(modulePath, [workerId, ...words], {
    stdio: ['ignore', 2, 2, 'ipc'],
    ...(env === undefined ? {} : { env: { ...env } }),
  });
  let listener: WorkerProcessListener | undefined;
  let isOver = false;
  const end = (exit: ProcessExit): void => {
    if (isOver) return;
    isOver = true;
    listener?.onExit(exit);
  };
  child.on('message', (received) => {
    if (!isOver) listener?.onMessage(received);
  });
  child.on('exit', (code, signal) => end({ code, signal }));
  // Also tells of messages and signals that did not arrive, of which the exit follows.
  child.on('error', () => {
    if (child.pid === undefined) end({ code: null, signal: null });
  });
  return {
    workerId,
    pid: child.pid,
    send(order) {
      if (child.connected) child.send(order, () => undefined);
    },
    kill() {
      child.kill('SIGKILL');
    },
    on(heard) {
      listener = heard;
    },
  };
}
