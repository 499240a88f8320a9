import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

import type { WorkerWords } from './worker-process.ts';

/** A worker in a process of its own, and the types of the events that it has told. */
export interface StartedWorker {
  readonly process: ChildProcess;
  readonly events: readonly string[];
  /** Resolves at the first event of a type. */
  until(type: string): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

export async function startWorker(words: WorkerWords): Promise<StartedWorker> {
  const child = fork(new URL('worker-process.ts', import.meta.url), [JSON.stringify(words)], {
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const events: string[] = [];
  const waiting = new Set<{ readonly type: string; resolve(): void }>();
  child.on('message', (message) => {
    const type = String(Object(message).type);
    events.push(type);
    for (const one of waiting) if (one.type === type) one.resolve();
  });
  const started: StartedWorker = {
    process: child,
    events,
    async until(type) {
      if (events.includes(type)) return;
      await new Promise<void>((resolve) => void waiting.add({ type, resolve }));
    },
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill(signal);
      await exit;
    },
  };
  await started.until('ready');
  return started;
}
