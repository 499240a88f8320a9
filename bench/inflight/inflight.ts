import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

import type { Figure, Group } from '../run/figure.ts';
import { type ReadyChild, startChild } from '../run/start-child.ts';
import { median } from '../run/statistics.ts';
import type { LoadReport } from './load-process.ts';
import type { MemoryReport } from './memory-process.ts';
import type { LoadOptions } from './poll-load.ts';

const intervalMs = 2_000;
/** Each as long as an interval. */
const windows = 3;
const batch = 100;

export const inflight: Group = {
  about: `tasks in flight at one service, asked about each ${intervalMs / 1_000} s. 1,000 and 10,000: over loopback HTTP, in turn with a process in which undici alone asks for as many tickets, and CPU per ticket asked about is compared. 100,000: in memory on virtual time, because 50,000 requests a second are beyond what two cores carry`,
  async measure() {
    const module = new URL('../run/answering-server.ts', import.meta.url);
    const server = await startChild<{ readonly port: number }>(module);
    const url = `http://127.0.0.1:${server.ready.port}`;
    const figures = [
      ...(await overHttp({ url, label: '1k', tickets: 1_000, isBatched: false })),
      ...(await overHttp({ url, label: '10k', tickets: 10_000, isBatched: true })),
    ];
    await server.end();
    return [...figures, ...(await inMemory())];
  },
};

interface Load {
  readonly url: string;
  /** In the names of the figures. */
  readonly label: string;
  readonly tickets: number;
  readonly isBatched: boolean;
}

async function overHttp({ url, label, tickets, isBatched }: Load): Promise<readonly Figure[]> {
  const floor = await measured({ kind: 'undici', url, tickets });
  const single = await measured({ kind: 'router', url, tickets });
  const floorAfter = await measured({ kind: 'undici', url, tickets });
  const floorUs = median([...floor.us, ...floorAfter.us]);
  const name = `inflight.${label}`;
  const figures: Figure[] = [
    { name: `${name}.undici.cpuUsPerPoll`, value: floorUs, unit: 'µs CPU' },
    { name: `${name}.cpuUsPerPoll`, value: median(single.us), unit: 'µs CPU' },
    {
      name: `${name}.cpuRatio`,
      value: median(single.us) / floorUs,
      unit: 'ratio',
      target: 1.3,
      note: 'to undici alone, before and after',
    },
    { name: `${name}.rssMb`, value: single.rssMb, unit: 'MB', note: 'of the whole process' },
    {
      name: `${name}.pollRate`,
      value: (100 * single.pollsPerSecond * intervalMs) / 1_000 / tickets,
      unit: '%',
      note: 'polls made of those due; below 95 the machine was too busy for the rest to say much',
    },
  ];
  if (!isBatched) return figures;
  const batched = await measured({ kind: 'router', url, tickets, batch });
  const floorLast = await measured({ kind: 'undici', url, tickets });
  return [
    ...figures,
    {
      name: `${name}.batchRequestRatio`,
      value: batched.requestsPerPoll / single.requestsPerPoll,
      unit: 'ratio',
      target: 0.25,
      note: `requests with batches of up to ${batch} to requests without`,
    },
    {
      name: `${name}.batch.cpuRatio`,
      value: median(batched.us) / median([...floorAfter.us, ...floorLast.us]),
      unit: 'ratio',
      note: 'with batches, to undici alone without',
    },
  ];
}

interface Measured {
  /** CPU time of each ticket asked about, by window. */
  readonly us: readonly number[];
  readonly requestsPerPoll: number;
  readonly pollsPerSecond: number;
  readonly rssMb: number;
}

/** Starts a load, waits until it is full, and looks at it for a while. */
async function measured(
  words: { readonly kind: 'undici' | 'router' } & Omit<LoadOptions, 'intervalMs'>,
): Promise<Measured> {
  const child = await startChild<'full'>(
    new URL('load-process.ts', import.meta.url),
    [JSON.stringify({ intervalMs, ...words })],
    120_000,
  );
  // What was before the first window is thrown away.
  await reportOf(child);
  const seen: LoadReport[] = [];
  for (let window = 0; window < windows; window += 1) {
    await wait(intervalMs);
    seen.push(await reportOf(child));
  }
  await child.end();
  const sum = (field: 'polls' | 'requests' | 'seconds'): number =>
    seen.reduce((total, report) => total + report[field], 0);
  return {
    us: seen.map(({ cpuUs, polls }) => cpuUs / polls),
    requestsPerPoll: sum('requests') / sum('polls'),
    pollsPerSecond: sum('polls') / sum('seconds'),
    rssMb: Math.max(...seen.map(({ rssMb }) => rssMb)),
  };
}

async function reportOf({ process: child }: ReadyChild<unknown>): Promise<LoadReport> {
  const answer = once(child, 'message');
  child.send('report');
  // Our own process says exactly this.
  return (await answer)[0] as LoadReport;
}

async function inMemory(): Promise<readonly Figure[]> {
  const module = new URL('memory-process.ts', import.meta.url);
  const measured = async (tickets: number): Promise<MemoryReport> => {
    const child = await startChild<MemoryReport>(module, [String(tickets)], 120_000);
    await child.end();
    return child.ready;
  };
  const [few, many] = [await measured(10_000), await measured(100_000)];
  const name = 'inflight.100k';
  return [
    {
      name: `${name}.cpuUsPerPoll`,
      value: many.cpuUsPerPoll,
      unit: 'µs CPU',
      note: 'in memory: the router, without an adapter',
    },
    {
      name: `${name}.cpuRatioTo10k`,
      value: many.cpuUsPerPoll / few.cpuUsPerPoll,
      unit: 'ratio',
      note: 'per poll, both in memory',
    },
    { name: `${name}.rssMb`, value: many.rssMb, unit: 'MB', note: 'in memory' },
  ];
}
