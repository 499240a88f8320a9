import { Agent } from 'node:http';

import type { Clock } from '@understudy/core/provider';

import type { Job } from '../jobs/job.ts';
import { callControl, type ControlCall } from './call-control.ts';
import type { ControlFile } from './control-file.ts';
import type { JobDesk } from './job-desk.ts';
import { asJob, limits } from './operations.ts';
import { portionsOf } from './portions-of.ts';

/** A desk in another process, behind its control endpoint. */
export function controlDesk(file: ControlFile, { clock }: { readonly clock: Clock }): JobDesk {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const call: ControlCall = { file, agent };
  return {
    async enqueue(orders) {
      const enqueued = [];
      for (const portion of portionsOf(orders))
        enqueued.push(...(await callControl('enqueue', { orders: portion }, call)).enqueued);
      return enqueued;
    },
    async find(jobId) {
      const { job } = await callControl('find', { jobId }, call);
      return job && asJob(job);
    },
    async waitFor(jobId, { timeoutMs, signal }) {
      const until = clock.now() + timeoutMs;
      for (;;) {
        const leftMs = Math.max(0, Math.round(until - clock.now()));
        const waiting = { jobId, timeoutMs: Math.min(leftMs, limits.waitMs) };
        const job = asJob((await callControl('wait', waiting, { ...call, signal })).job);
        if (hasEnded(job) || leftMs <= limits.waitMs) return job;
      }
    },
    listDeadLetters: async (filter) =>
      (await callControl('list-dead-letters', filter, call)).jobs.map(asJob),
    redrive: async (choice) => (await callControl('redrive', choice, call)).count,
    purge: async (choice) => (await callControl('purge', choice, call)).count,
    status: async () => await callControl('status', {}, call),
    async requestDrain() {
      await callControl('drain', {}, call);
    },
    async close() {
      agent.destroy();
    },
  };
}

const hasEnded = ({ state }: Job): boolean => state === 'solved' || state === 'failed';
