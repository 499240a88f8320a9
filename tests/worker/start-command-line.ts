import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { ServicePlaces } from '../chaos/chaos-services.ts';

const main = fileURLToPath(new URL('../../packages/worker/src/cli/main.ts', import.meta.url));

/** `understudy-worker start`, as an operator would run it. */
export interface RunningCommand {
  readonly process: ChildProcess;
  /** What it has said on standard error. */
  readonly said: () => string;
  /** Resolves when it has said something like that. */
  until(words: RegExp): Promise<void>;
  /** Sends a signal. @returns the exit code, and how long it took. */
  end(signal: NodeJS.Signals): Promise<{ readonly code: number | null; readonly tookMs: number }>;
}

/** Starts the command line on a database and the services of a test. */
export function startCommandLine(init: {
  readonly connectionString: string;
  readonly places: ServicePlaces;
  readonly drainMs: number;
}): RunningCommand {
  const { connectionString, places, drainMs } = init;
  const folder = mkdtempSync(join(tmpdir(), 'understudy-start-'));
  const config = join(folder, 'worker.json');
  const timing = { firstWaitMs: 500, pollFloorMs: 500, submitTimeoutMs: 3_000 };
  const provider = (id: string, { url, apiKey }: ServicePlaces['lead']): object => ({
    use: '@understudy/provider-compatible',
    factory: 'compatible',
    options: { id, profile: '2captcha', apiKey, baseUrl: url, timing },
  });
  const providers = [provider('lead', places.lead), provider('backup', places.backup)];
  const database = { engine: 'postgres', connectionString };
  writeFileSync(config, JSON.stringify({ database, providers, drainMs, slots: 15 }));
  const child = spawn(process.execPath, [main, 'start', '--config', config], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  const waiting = new Set<{ readonly words: RegExp; resolve(): void }>();
  child.stderr?.on('data', (chunk) => {
    said += String(chunk);
    for (const one of waiting) if (one.words.test(said)) one.resolve();
  });
  child.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return {
    process: child,
    said: () => said,
    async until(words) {
      if (words.test(said)) return;
      await new Promise<void>((resolve) => void waiting.add({ words, resolve }));
    },
    async end(signal) {
      const at = performance.now();
      const exit = once(child, 'exit');
      child.kill(signal);
      const [code] = await exit;
      return { code, tookMs: performance.now() - at };
    },
  };
}
