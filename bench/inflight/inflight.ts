import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

import type { Figure, Group } from '../run/figure.ts';
import { type ReadyChild, startChild } from '../run/start-child.ts';
import { median, medianRatio } from '../run/statistics.ts';
import type { LoadReport } from './load-process.ts';
import type { MemoryReport } from './memory-process.ts';

const intervalMs = 2_000;
const windowMs = 2_500;
const windows = 3;
const batch = 100;

export const inflight: Group = {
  about: `tasks in flight at one service, asked about each ${intervalMs / 1_000} s. 1,000 and 10,000: over loopback HTTP, beside a process in which undici alone asks for as many tickets at the same time, and CPU per ticket asked about is compared. 100,000: in memory on virtual time, because 50,000 requests a second are beyond what two cores carry`,
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
  const floor = await startLoad({ kind: 'undici', url, tickets });
  const single = await beside(floor, { kind: 'router', url, tickets });
  const batched = isBatched
    ? await beside(floor, { kind: 'router', url, tickets, batch })
    : undefined;
  await floor.end();
  const name = `inflight.${label}`;
  const figures: Figure[] = [
    { name: `${name}.undici.cpuUsPerPoll`, value: median(single.floorUs), unit: 'µs CPU' },
    { name: `${name}.cpuUsPerPoll`, value: median(single.us), unit: 'µs CPU' },
    {
      name: `${name}.cpuRatio`,
      value: medianRatio(single.us, single.floorUs),
      unit: 'ratio',
      target: 1.3,
      note: 'to undici alone',
    },
    { name: `${name}.rssMb`, value: single.rssMb, unit: 'MB', note: 'of the whole process' },
    {
      name: `${name}.pollRate`,
      value: (100 * single.pollsPerSecond * intervalMs) / 1_000 / tickets,
      unit: '%',
      note: 'polls made of those due; below 95 the machine was too slow, and the rest says little',
    },
  ];
  if (batched === undefined) return figures;
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
      value: medianRatio(batched.us, batched.floorUs),
      unit: 'ratio',
      note: 'with batches, to undici alone without',
    },
  ];
}

type LoadWords = { readonly kind: 'undici' | 'router' } & Record<string, string | number>;

const startLoad = async (words: LoadWords): Promise<ReadyChild<'full'>> =>
  await startChild<'full'>(
    new URL('load-process.ts', import.meta.url),
    [JSON.stringify({ intervalMs, ...words })],
    120_000,
  );

/** Fills a router and measures both processes over the same windows. */
async function beside(
  floor: ReadyChild<'full'>,
  words: LoadWords,
): Promise<{
  readonly us: readonly number[];
  readonly floorUs: readonly number[];
  readonly requestsPerPoll: number;
  readonly pollsPerSecond: number;
  readonly rssMb: number;
}> {
  const load = await startLoad(words);
  const both = async (): Promise<readonly LoadReport[]> =>
    await Promise.all([load, floor].map((child) => reportOf(child)));
  // What was before the first window is thrown away.
  await both();
  const seen = [];
  for (let window = 0; window < windows; window += 1) {
    await wait(windowMs);
    seen.push(await both());
  }
  await load.end();
  const own = seen.flatMap(([report]) => report ?? []);
  const others = seen.flatMap(([, report]) => report ?? []);
  const sum = (field: 'polls' | 'requests' | 'seconds'): number =>
    own.reduce((total, report) => total + report[field], 0);
  return {
    us: own.map(({ cpuUs, polls }) => cpuUs / polls),
    floorUs: others.map(({ cpuUs, polls }) => cpuUs / polls),
    requestsPerPoll: sum('requests') / sum('polls'),
    pollsPerSecond: sum('polls') / sum('seconds'),
    rssMb: Math.max(...own.map(({ rssMb }) => rssMb)),
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
