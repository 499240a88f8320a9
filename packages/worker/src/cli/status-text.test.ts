import { describe, expect, it } from 'vitest';

import type { StatusReport } from '../control/status-report.ts';
import { statusText } from './status-text.ts';

const busy: StatusReport = {
  engine: 'postgres',
  jobs: {
    queued: 1_204,
    delayed: 4,
    active: 48,
    solved: 1_234_567,
    failed: 3,
    maybePaid: 1,
    oldestQueuedMs: 12_000,
    solveMs: 14_200,
    endedPerMinute: 31.25,
  },
  workers: [
    {
      workerId: 'w-1',
      host: 'host-a',
      pid: 4_711,
      state: 'working',
      slots: 50,
      busy: 25,
      jobsDone: 5_120,
      seenAgoMs: 400,
    },
    {
      workerId: 'w-22',
      host: 'evil\u001B[2Jhost',
      pid: 5,
      state: 'draining',
      slots: 50,
      busy: 3,
      jobsDone: 7,
      seenAgoMs: 95_000,
    },
  ],
  isDraining: true,
};

describe('statusText', () => {
  it('shows the jobs and each worker, and no escapes of strangers', () => {
    expect(statusText(busy)).toMatchInlineSnapshot(`
      "understudy · postgres · draining

      queued        1,204      oldest 12 s, 4 later
      active        48
      solved        1,234,567  31.3 a minute, 14 s each
      dead letters  3          understudy-worker dlq list
      maybe paid    1

      worker  process            state     busy   done   seen
      w-1     4711 at host-a     working   25/50  5,120  0.4 s ago
      w-22    5 at evil [2Jhost  draining  3/50   7      1 min 35 s ago
      "
    `);
  });

  it('says where nobody has worked yet, and what is not known it leaves out', () => {
    const jobs = {
      queued: 0,
      delayed: 0,
      active: 0,
      solved: 0,
      failed: 0,
      maybePaid: 0,
      endedPerMinute: 0,
    };
    const text = statusText({ engine: 'pglite', jobs, workers: [], isDraining: false });
    expect(text).toMatchInlineSnapshot(`
      "understudy · pglite

      queued        0
      active        0
      solved        0  0 a minute
      dead letters  0
      maybe paid    0

      no worker has been here yet
      "
    `);
  });
});
