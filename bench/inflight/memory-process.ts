import { createRouter } from '@understudy/core';
import { type ProviderV1, taskSchemas } from '@understudy/core/provider';
import { seededRandom } from '@understudy/core/testing';

import { BenchClock } from '../routing/bench-clock.ts';
import { cpuUsOf } from '../run/cpu.ts';

/** What so many tasks in flight cost without a socket. */
export interface MemoryReport {
  readonly cpuUsPerPoll: number;
  readonly rssMb: number;
}

const intervalMs = 2_000;
const foreverMs = 3_600_000;
const windows = 2;

const tickets = Number(process.argv[2]);
const clock = new BenchClock();
const counts = { submits: 0, polls: 0 };
const provider: ProviderV1 = {
  specificationVersion: 'v1',
  id: 'memory',
  service: 'memory',
  supports: {
    taskTypes: { turnstile: taskSchemas.turnstile },
    pricing: { kind: 'per-solve' },
    limits: { firstWaitMs: intervalMs, pollFloorMs: intervalMs },
    retention: { fromAcceptedMs: foreverMs },
  },
  async submit() {
    counts.submits += 1;
    return { status: 'accepted', ticket: { id: counts.submits } };
  },
  async poll() {
    counts.polls += 1;
    return { status: 'pending' };
  },
};
const router = createRouter({
  providers: [provider],
  deadlineMs: foreverMs,
  clock,
  random: seededRandom(7),
});

for (let count = 0; count < tickets; count += 1) {
  const task = {
    type: 'turnstile',
    siteKey: `0x${count}`,
    pageUrl: 'https://shop.example/',
  } as const;
  void clock.sleep((count * intervalMs) / tickets).then(() => router.solve(task));
}
await clock.runUntil(() => counts.polls >= tickets);
const enough = counts.polls + windows * tickets;
const us = await cpuUsOf(() => clock.runUntil(() => counts.polls >= enough));
const report: MemoryReport = {
  cpuUsPerPoll: us / (windows * tickets),
  rssMb: process.memoryUsage().rss / 2 ** 20,
};
process.send?.(report, () => process.exit());
