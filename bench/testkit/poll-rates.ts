import { Pool } from 'undici';

import { interleaved } from '../run/interleaved.ts';
import { median } from '../run/statistics.ts';
import { startChild } from '../run/start-child.ts';

const connections = 32;
const requests = 8_000;

interface Place {
  readonly url: string;
  readonly path: string;
}

/** Polls per second of a fake and of an empty node:http server, each in a process of its own, in turn. */
export async function pollRates(): Promise<{ readonly fake: number; readonly ratio: number }> {
  const child = await startChild<{ readonly fake: Place; readonly empty: Place }>(
    new URL('servers-process.ts', import.meta.url),
  );
  try {
    const { fake, empty } = child.ready;
    const rates = await interleaved(
      [
        { name: 'fake', round: () => rateOf(fake) },
        { name: 'empty', round: () => rateOf(empty) },
      ],
      { warmUps: 2, rounds: 7, limitMs: 25_000 },
    );
    const ratios = rates.fake.map((rate, index) => rate / (rates.empty[index] ?? rate));
    return { fake: median(rates.fake), ratio: median(ratios) };
  } finally {
    await child.end();
  }
}

async function rateOf({ url, path }: Place): Promise<number> {
  const pool = new Pool(url, { connections });
  const at = performance.now();
  let left = requests;
  const work = async (): Promise<void> => {
    while ((left -= 1) >= 0) {
      const { body } = await pool.request({ path, method: 'GET' });
      await body.text();
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  const rate = requests / ((performance.now() - at) / 1_000);
  await pool.close();
  return rate;
}
