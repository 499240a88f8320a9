import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A script in a process of its own, that talks in lines. */
export interface Script extends AsyncDisposable {
  /** The next line that it prints; undefined when there will be none. */
  nextLine(): Promise<string | undefined>;
  /** Ends it as a crash does: nothing of it runs any more. */
  crash(): Promise<void>;
  /** Resolves when it has ended by itself. */
  exit(): Promise<{ readonly code: number | null; readonly errorOutput: string }>;
}

export function startScript(name: string, settings: object): Script {
  const path = fileURLToPath(new URL(`./${name}`, import.meta.url));
  const child = spawn(process.execPath, [path, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let errorOutput = '';
  child.stderr.on('data', (chunk: Buffer) => (errorOutput += chunk.toString()));
  const ended = once(child, 'exit');
  return {
    nextLine: async () => (await lines.next()).value,
    async crash() {
      child.kill('SIGKILL');
      await ended;
    },
    async exit() {
      const [code] = await ended;
      return { code: typeof code === 'number' ? code : null, errorOutput };
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
