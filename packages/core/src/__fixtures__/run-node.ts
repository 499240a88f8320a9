import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** How a script of a process of its own ended. */
export interface NodeRun {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

/** A script that goes on for longer is ended: it would never end by itself. */
const longestRunMs = 20_000;

/** Runs a module in a process of its own, as if it lay beside the entries of this package, until it ends by itself. */
export async function runNode(script: string): Promise<NodeRun> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: new URL('..', import.meta.url),
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: longestRunMs,
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [exitCode, output, errors] = await Promise.all([
    ended,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { exitCode, output, errors };
}
