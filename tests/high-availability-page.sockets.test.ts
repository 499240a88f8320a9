import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it, onTestFinished } from 'vitest';

import { codeOf } from './__fixtures__/doc-samples.ts';

const pathOf = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const main = pathOf('packages/testkit/src/cli/main.ts');
const worker = pathOf('examples/high-availability/worker.ts');
const script = codeOf('examples/high-availability/kill-a-worker.sh').replaceAll(
  'worker.ts',
  worker,
);

/** Long enough for a kill, and shorter than what the page shows. */
const slow = { solveTime: { kind: 'constant', ms: 1_500 } };

describe('the worker that is killed on the page about high availability', () => {
  it('loses nothing, because another resumes what it wrote down', () => {
    const folder = mkdtempSync(join(tmpdir(), 'understudy-kill-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'slow.json'), JSON.stringify(slow));
    writeFileSync(join(folder, 'kill-a-worker.sh'), script);
    const words = ['fake', '--seed', '7', '--config', 'slow.json', '--', 'sh', 'kill-a-worker.sh'];
    const { status, stderr } = spawnSync(process.execPath, [main, ...words], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 25_000,
    });
    const stored = readFileSync(join(folder, 'tickets.jsonl'), 'utf8');
    expect(stderr).toMatch(/noDoublePayment: [1-3] accepted, 0 suspected/);
    expect(stderr).toContain('nothingLost: 0 suspected of being lost, 0 still to be collected');
    expect(stored).toMatch(/"bought".*"answered"/s);
    expect(status).toBe(0);
  });
});
