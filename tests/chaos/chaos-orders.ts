import type { Order } from '@understudy/worker';

/** The page of one job: by it the services' journals name the job. */
export const pageOf = (index: number): string => `https://shop.example/job/${index}`;

/** The jobs of a run. Whoever enqueues them again enqueues nothing: each has a key. */
export const chaosOrders = (count: number): readonly Order[] =>
  Array.from({ length: count }, (_, index) => ({
    task: { type: 'turnstile', siteKey: '0x4AAAAAAA', pageUrl: pageOf(index) },
    dedupeKey: `chaos-${index}`,
    deadlineMs: 600_000,
  }));
