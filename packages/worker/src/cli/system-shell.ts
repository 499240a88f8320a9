import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { systemClock } from '@understudy/core';

import type { SecretSource } from '../config/secret-source.ts';
import { isAlive } from '../control/is-alive.ts';
import { CliError } from './cli-error.ts';
import type { Shell } from './shell.ts';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The process itself. */
export function systemShell(secrets: SecretSource): Shell {
  // Whoever read our output has gone; what is left to say is for nobody.
  process.stdout.on('error', () => process.exit());
  return {
    secrets,
    clock: systemClock,
    pid: process.pid,
    isTerminal: process.stdout.isTTY,
    out: (text) => void process.stdout.write(text),
    say: (line) => void process.stderr.write(`${secrets.redact(line)}\n`),
    lines: (path) => linesOf(path, secrets.cwd),
    isAlive,
    async untilStopped(signal) {
      const { promise, resolve: stop } = Promise.withResolvers<void>();
      const onEnd = (): void => stop();
      for (const ending of endings) process.once(ending, onEnd);
      signal.addEventListener('abort', onEnd, { once: true });
      await promise;
      // From here on a second one ends us at once.
      for (const ending of endings) process.off(ending, onEnd);
    },
    onRenew(renew, signal) {
      process.on('SIGUSR2', renew);
      signal.addEventListener('abort', () => process.off('SIGUSR2', renew), { once: true });
    },
  };
}

async function* linesOf(path: string, cwd: string): AsyncGenerator<string> {
  if (path === '-') {
    yield* createInterface({ input: process.stdin });
    return;
  }
  const file = await open(resolve(cwd, path)).catch(() => {
    throw new CliError(`${path} cannot be read`);
  });
  yield* file.readLines();
}
