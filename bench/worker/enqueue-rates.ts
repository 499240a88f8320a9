import { type DatabaseOptions, openJobs, type Order } from '@understudy/worker';

import { interleaved } from '../run/interleaved.ts';
import { median } from '../run/statistics.ts';

const bulk = 1_000;
const alone = 100;

const orders = (count: number): readonly Order[] =>
  Array.from({ length: count }, (_, index) => ({
    task: {
      type: 'turnstile',
      siteKey: '0x4AAAAAAADemoDemoDemo0',
      pageUrl: `https://shop.example/${index}`,
    },
  }));

/** Jobs per second, enqueued in bulk and one by one, each awaited, in turn. */
export async function enqueueRates(
  database: DatabaseOptions,
): Promise<{ readonly bulk: number; readonly alone: number; readonly ratio: number }> {
  const { jobs, close } = await openJobs({ database, capacity: 1_000_000 });
  const rateOf = async (count: number, work: () => Promise<unknown>): Promise<number> => {
    const at = performance.now();
    await work();
    return count / ((performance.now() - at) / 1_000);
  };
  try {
    const rates = await interleaved(
      [
        {
          name: 'bulk',
          round: async () => rateOf(bulk, async () => jobs.enqueueMany(orders(bulk))),
        },
        {
          name: 'alone',
          round: async () =>
            rateOf(alone, async () => {
              for (const { task } of orders(alone)) await jobs.enqueueMany([{ task }]);
            }),
        },
      ],
      { warmUps: 1, rounds: 9, limitMs: 20_000 },
    );
    const ratios = rates.bulk.map((rate, index) => rate / (rates.alone[index] ?? rate));
    return { bulk: median(rates.bulk), alone: median(rates.alone), ratio: median(ratios) };
  } finally {
    await close();
  }
}
