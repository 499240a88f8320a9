import { spawn } from 'node:child_process';
import { constants } from 'node:os';

import type { StopSignals } from './stop-signals.ts';

const cannotStart = 127;

/**
 * Runs a command on our own input and output; resolves with its exit code, or 128 and the number of the signal that
 * ended it. Our signals are its own.
 */
export async function runChild(
  [file = '', ...words]: readonly string[],
  terms: { readonly environment: Readonly<Record<string, string>>; readonly signals: StopSignals },
): Promise<number> {
  const child = spawn(file, words, {
    stdio: 'inherit',
    env: { ...process.env, ...terms.environment },
  });
  terms.signals.listen((signal) => {
    // A terminal has sent its Ctrl-C to the command already.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
  return await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`cannot start ${file}: ${String(Object(error).code)}\n`);
      resolve(cannotStart);
    });
    child.once('exit', (code, signal) => {
      resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
    });
  });
}
