import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildPackages } from '../import/build-packages.ts';
import { installPackages } from '../import/installed-packages.ts';
import type { Group } from '../run/figure.ts';
import { interleaved, type Rounds } from '../run/interleaved.ts';
import { median } from '../run/statistics.ts';
import { freshFakeMs } from './fresh-fake.ts';
import { pollRates } from './poll-rates.ts';
import { readyMs } from './process-start.ts';
import { solveInMemoryMs } from './solves-in-memory.ts';

const tasks = 10_000;

export const testkit: Group = {
  about: 'the fake service: how soon it is there, and how much it carries',
  async measure() {
    const rounds = { warmUps: 1, rounds: 9, limitMs: 20_000 };
    const starts = await measureStarts(rounds);
    const fresh = await interleaved([{ name: 'fresh', round: freshFakeMs }], {
      ...rounds,
      rounds: 50,
    });
    const polls = await pollRates();
    const solves = await interleaved([{ name: 'solves', round: () => solveInMemoryMs(tasks) }], {
      ...rounds,
      rounds: 5,
    });
    return [
      { name: 'testkit.ready.ms', value: median(starts.fake), unit: 'ms', target: 150 },
      {
        name: 'testkit.ready.node.ms',
        value: median(starts.node),
        unit: 'ms',
        note: 'of this, Node alone',
      },
      { name: 'testkit.fresh.ms', value: median(fresh.fresh), unit: 'ms', target: 10 },
      { name: 'testkit.polls', value: polls.fake, unit: '/s' },
      {
        name: 'testkit.polls.ratioToEmptyServer',
        value: polls.ratio,
        unit: 'ratio',
        note: 'at least 0.6',
      },
      { name: 'testkit.solves10k.ms', value: median(solves.solves), unit: 'ms', target: 1_000 },
    ];
  },
};

/** The packages as they are installed: in the repository they would be loaded as TypeScript. */
async function measureStarts(
  rounds: Rounds,
): Promise<Readonly<Record<'fake' | 'node', readonly number[]>>> {
  await buildPackages();
  const folder = mkdtempSync(join(tmpdir(), 'understudy-start-'));
  try {
    installPackages(folder);
    const main = join(
      folder,
      'node_modules',
      '@understudy',
      'testkit',
      'dist',
      'bin',
      'understudy-testkit.cjs',
    );
    return await interleaved(
      [
        { name: 'fake', round: () => readyMs([main, 'fake']) },
        { name: 'node', round: () => readyMs() },
      ],
      rounds,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
