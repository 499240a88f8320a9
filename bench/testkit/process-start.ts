import { spawn } from 'node:child_process';
import { once } from 'node:events';

const bare = ['-e', 'console.log(1); setInterval(() => {}, 1e6)'];

/** From the start of a process to its first line: a script, or Node with a line of code. */
export async function readyMs(words: readonly string[] = bare): Promise<number> {
  const at = performance.now();
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  const ms = performance.now() - at;
  const exit = once(child, 'exit');
  // A fake ends well, so that Node keeps what it has compiled.
  child.kill('SIGTERM');
  await exit;
  return ms;
}
