import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import * as z from 'zod';

const main = fileURLToPath(new URL('../cli/main.ts', import.meta.url));

const readySchema = z.object({
  ready: z.literal(true),
  url: z.string(),
  admin: z.string(),
  seed: z.string(),
  apiKey: z.string(),
});

/** What a run of the command line has come to. */
export interface CliResult {
  readonly code: number | null;
  readonly lines: readonly string[];
  readonly errorOutput: string;
}

/** A run of the command line. */
export interface Cli extends AsyncDisposable {
  /** The ready line, which must be the first. */
  ready(): Promise<z.infer<typeof readySchema>>;
  /** Resolves when a line has been printed. */
  printed(line: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  end(): Promise<CliResult>;
}

/** Starts the command line as a process of its own. */
export function startCli(...words: readonly string[]): Cli {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  let errorOutput = '';
  const first = Promise.withResolvers<string>();
  const output = createInterface({ input: child.stdout });
  output
    .on('line', (line) => {
      lines.push(line);
      first.resolve(line);
    })
    .on('close', () => first.resolve(''));
  child.stderr.on('data', (chunk: Buffer) => (errorOutput += chunk.toString()));
  const closed = once(child, 'close');
  return {
    ready: async () => readySchema.parse(JSON.parse(await first.promise)),
    async printed(wanted) {
      while (!lines.includes(wanted)) await once(output, 'line');
    },
    kill: (signal) => void child.kill(signal),
    async end() {
      const [code] = await closed;
      return { code: typeof code === 'number' ? code : null, lines, errorOutput };
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

/** Runs the command line to its end. */
export async function runCli(...words: readonly string[]): Promise<CliResult> {
  await using cli = startCli(...words);
  return await cli.end();
}
