import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { login } from '../__fixtures__/worker-world.ts';
import { openJobs } from './open-jobs.ts';

it('a queue that was just opened takes more jobs at once than fit into one statement', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-queue-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { jobs, close } = await openJobs({
    database: { engine: 'pglite', dataDir: join(folder, 'data') },
  });
  onTestFinished(close);
  const orders = Array.from({ length: 1_001 }, () => ({ task: login }));
  expect(await jobs.enqueueMany(orders)).toHaveLength(1_001);
});
