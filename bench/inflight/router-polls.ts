import { setTimeout as wait } from 'node:timers/promises';

import { createRouter } from '@understudy/core';
import type { ProviderV1 } from '@understudy/core/provider';
import { compatible } from '@understudy/provider-compatible';

import type { LoadOptions, PollLoad } from './poll-load.ts';

/** Tasks set out in groups, no faster than this many in a second. */
const submitsPerSecond = 2_500;
const tickMs = 20;
const foreverMs = 3_600_000;

/** A router that has so many tasks in flight at one service, none of which is answered. */
export function routerPolls(options: LoadOptions): PollLoad {
  const { url: baseUrl, tickets, intervalMs, batch } = options;
  const counts = { submits: 0, polls: 0, requests: 0 };
  const provider = compatible({
    profile: 'custom',
    apiKey: '1abc234de56fab7c89012d34e56fa7b8',
    baseUrl,
    batch,
    timing: { firstWaitMs: intervalMs, pollFloorMs: intervalMs },
  });
  const router = createRouter({ providers: [counted(provider, counts)], deadlineMs: foreverMs });

  const fill = async (): Promise<void> => {
    for (let started = 0; started < tickets; await wait(tickMs)) {
      // No faster than they are taken, so that no submit waits in vain.
      const most = Math.min(tickets, counts.submits + submitsPerSecond / 4);
      const next = Math.min(most, started + (submitsPerSecond * tickMs) / 1_000);
      for (; started < next; started += 1) {
        const siteKey = `0x${started}`;
        // Ends with the process.
        void router.solve({ type: 'recaptcha-v2', siteKey, pageUrl: 'https://shop.example/never' });
      }
    }
    while (counts.submits < tickets) await wait(tickMs);
    await wait(1.5 * intervalMs);
  };
  return { full: fill(), counts };
}

/** The same provider, and what it is asked. */
function counted(
  provider: ProviderV1,
  counts: { submits: number; polls: number; requests: number },
): ProviderV1 {
  const { pollMany } = provider;
  return {
    ...provider,
    async submit(task, context) {
      const submission = await provider.submit(task, context);
      counts.submits += 1;
      return submission;
    },
    async poll(ticket, context) {
      counts.polls += 1;
      counts.requests += 1;
      return await provider.poll(ticket, context);
    },
    ...(pollMany && {
      async pollMany(tickets, context) {
        const entries = await pollMany(tickets, context);
        counts.polls += entries.filter(({ status }) => status !== 'unanswered').length;
        counts.requests += 1;
        return entries;
      },
    }),
  };
}
