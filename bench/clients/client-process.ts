import { allowLoopbackOnly } from '../../tests/interop/loopback-only.ts';
import { type ClientName, type ClientOptions, solvers } from './solvers.ts';

/** What a round of solves took and cost. */
export interface ClientReport {
  readonly seconds: number;
  readonly cpuUs: number;
  readonly rssMb: number;
}

export interface ClientRound {
  readonly solves: number;
  /** So many at a time. */
  readonly concurrency: number;
}

allowLoopbackOnly();
// What clients.ts has written.
const { name, ...options } = JSON.parse(process.argv[2] ?? '{}') as ClientOptions & {
  readonly name: ClientName;
};
const solve = solvers[name](options);
process.on('disconnect', () => process.exit());
process.on('message', (message) => {
  // What clients.ts sends.
  void round(message as ClientRound).then((report) => process.send?.(report));
});
process.send?.('ready');

async function round({ solves, concurrency }: ClientRound): Promise<ClientReport> {
  const start = performance.now();
  const before = process.cpuUsage();
  let left = solves;
  const work = async (): Promise<void> => {
    while ((left -= 1) >= 0) {
      const token = await solve();
      if (typeof token !== 'string') throw new Error(`bench: ${name} has got no token`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  const { user, system } = process.cpuUsage(before);
  return {
    seconds: (performance.now() - start) / 1_000,
    cpuUs: user + system,
    rssMb: process.memoryUsage().rss / 2 ** 20,
  };
}
