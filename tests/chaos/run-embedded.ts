import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openJobs } from '@understudy/worker';

import type { ChaosArguments } from './chaos-arguments.ts';
import { type ChaosResult, judgeAll } from './chaos-result.ts';
import { placesOf, startServices } from './chaos-services.ts';
import { sleep } from './sleep.ts';

const kills = 5;
const longestMs = 600_000;

/** The embedded database: the whole process is killed five times, and started again. */
export async function runEmbedded(chosen: ChaosArguments): Promise<ChaosResult> {
  const { jobs, seconds, seed, say } = chosen;
  const services = await startServices(seed);
  const folder = mkdtempSync(join(tmpdir(), 'understudy-chaos-'));
  const dataDir = join(folder, 'data');
  const words = JSON.stringify({ dataDir, jobs, places: placesOf(services) });
  const startedAt = performance.now();
  try {
    for (let count = 1; count <= kills; count += 1) {
      const child = startWorker(words);
      await once(child, 'message');
      await Promise.race([sleep((seconds * 1_000) / kills), once(child, 'exit')]);
      if (child.exitCode !== null)
        throw new Error(
          `the jobs had ended before kill ${count} of ${kills}; ask for more (--jobs)`,
        );
      child.kill('SIGKILL');
      await once(child, 'exit');
      say(`kill ${count} of ${kills}: ${services.lead.journal.tasks.length} accepted by the lead`);
    }
    await finish(startWorker(words));
    const opened = await openJobs({ database: { engine: 'pglite', dataDir } });
    try {
      const took = (performance.now() - startedAt) / 1_000;
      return await judgeAll(opened.jobs, services, { jobs, kills, seconds: took });
    } finally {
      await opened.close();
    }
  } finally {
    await Promise.all([services.lead.close(), services.backup.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

const startWorker = (words: string): ChildProcess =>
  fork(new URL('embedded-worker.ts', import.meta.url), [words], { stdio: ['ignore', 2, 2, 'ipc'] });

async function finish(child: ChildProcess): Promise<void> {
  const timer = setTimeout(() => child.kill('SIGKILL'), longestMs);
  const [code, signal] = await once(child, 'exit');
  clearTimeout(timer);
  if (code !== 0) throw new Error(`the last worker ended with ${code ?? signal}`);
}
