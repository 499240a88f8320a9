import type { DatabaseOptions } from '@understudy/worker';

import { startPostgres, whyNoPostgres } from '../../tests/postgres/postgres-cluster.ts';
import type { Figure, Group } from '../run/figure.ts';
import { enqueueRates } from './enqueue-rates.ts';
import { jobOverheadMs } from './job-overhead.ts';

export const worker: Group = {
  about:
    'the durable queue: what a job costs beyond the router, and how fast jobs go in; PostgreSQL without fsync, on loopback',
  async measure() {
    const embedded = await figuresOf('pglite', () => ({ engine: 'pglite' }));
    const missing = whyNoPostgres();
    if (missing !== undefined) {
      console.error(`worker: PostgreSQL is left out: ${missing}`);
      return embedded;
    }
    const cluster = await startPostgres();
    try {
      const postgres = await figuresOf('postgres', (name) => ({
        engine: 'postgres',
        connectionString: cluster.database(name),
      }));
      return [...postgres, ...embedded];
    } finally {
      cluster.remove();
    }
  },
};

async function figuresOf(
  engine: DatabaseOptions['engine'],
  newDatabase: (name: string) => DatabaseOptions,
): Promise<readonly Figure[]> {
  const overhead = await jobOverheadMs(newDatabase('overhead'));
  const { bulk, alone, ratio } = await enqueueRates(newDatabase('rates'));
  const isFleet = engine === 'postgres';
  return [
    {
      name: `worker.${engine}.overhead.p50.ms`,
      value: overhead,
      unit: 'ms',
      ...(isFleet ? { target: 5 } : {}),
    },
    { name: `worker.${engine}.enqueue.bulk`, value: bulk, unit: '/s' },
    { name: `worker.${engine}.enqueue.alone`, value: alone, unit: '/s' },
    {
      name: `worker.${engine}.enqueue.ratio`,
      value: ratio,
      unit: 'ratio',
      note: 'in bulk to one by one, at least 10',
    },
  ];
}
