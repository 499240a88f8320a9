import { barePolls } from './bare-polls.ts';
import type { LoadOptions } from './poll-load.ts';
import { routerPolls } from './router-polls.ts';

/** What a load has done and cost since it was asked last. */
export interface LoadReport {
  readonly polls: number;
  readonly requests: number;
  readonly cpuUs: number;
  readonly seconds: number;
  readonly rssMb: number;
}

// What inflight.ts has written.
const { kind, ...options } = JSON.parse(process.argv[2] ?? '{}') as LoadOptions & {
  readonly kind: 'undici' | 'router';
};
const load = kind === 'undici' ? barePolls(options) : routerPolls(options);
process.on('disconnect', () => process.exit());
await load.full;

const now = (): typeof load.counts & { cpu: NodeJS.CpuUsage; at: number } => ({
  ...load.counts,
  cpu: process.cpuUsage(),
  at: performance.now(),
});
let before = now();
process.on('message', () => {
  const after = now();
  const report: LoadReport = {
    polls: after.polls - before.polls,
    requests: after.requests - before.requests,
    cpuUs: after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system,
    seconds: (after.at - before.at) / 1_000,
    rssMb: process.memoryUsage().rss / 2 ** 20,
  };
  before = after;
  process.send?.(report);
});
process.send?.('full');
