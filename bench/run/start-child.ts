import { type ChildProcess, fork } from 'node:child_process';

/** A process of ours that has said that it is ready, and what it said. */
export interface ReadyChild<Ready> {
  readonly process: ChildProcess;
  readonly ready: Ready;
  /** Resolves when it has ended. */
  end(): Promise<void>;
}

/** Starts a module of ours as a process and waits for its first message. Ends with this process at the latest. */
export async function startChild<Ready>(
  module: URL,
  words: readonly string[] = [],
  limitMs = 10_000,
): Promise<ReadyChild<Ready>> {
  const child = fork(module, words, { execArgv: ['--expose-gc'] });
  const ready = await new Promise<Ready>((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`bench: ${module.pathname} was not ready after ${limitMs} ms`));
    }, limitMs);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`bench: ${module.pathname} ended with ${code}`)));
    child.once('message', (message) => {
      clearTimeout(late);
      // Our own module says exactly this.
      resolve(message as Ready);
    });
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  return {
    process: child,
    ready,
    async end() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
