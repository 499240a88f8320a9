import { cpuUsOf } from '../run/cpu.ts';
import type { Group } from '../run/figure.ts';
import { interleaved } from '../run/interleaved.ts';
import { startChild } from '../run/start-child.ts';
import { median, medianDifference, medianRatio, spread } from '../run/statistics.ts';
import { adapterCycle, bareCycle, type Cycle, routerCycle } from './cycles.ts';

const cyclesPerRound = 1_000;
/** So many cycles at a time, each on a connection that is kept. */
const concurrency = 16;

export const overhead: Group = {
  about: `one submit and one answered poll over loopback HTTP, ${concurrency} at a time on connections that are kept; bare undici sends the same bytes to the same server and reads the replies as JSON`,
  async measure() {
    const server = await startChild<{ readonly port: number }>(
      new URL('../run/answering-server.ts', import.meta.url),
    );
    const url = `http://127.0.0.1:${server.ready.port}`;
    const cycles = {
      bare: await bareCycle(url),
      adapter: adapterCycle(url),
      router: routerCycle(url),
    };
    const us = await interleaved(
      [
        { name: 'bare', round: () => usPerCycle(cycles.bare) },
        { name: 'adapter', round: () => usPerCycle(cycles.adapter) },
        { name: 'router', round: () => usPerCycle(cycles.router) },
      ],
      { warmUps: 4, rounds: 24, limitMs: 30_000 },
    );
    await Promise.all(Object.values(cycles).map((cycle) => cycle.close()));
    await server.end();
    return [
      {
        name: 'overhead.undici.cpuUsPerCycle',
        value: median(us.bare),
        unit: 'µs CPU',
        note: `undici alone; half of the rounds lie within ${(100 * spread(us.bare)).toFixed(0)} %`,
      },
      {
        name: 'overhead.cpuUsPerCycle',
        value: medianDifference(us.adapter, us.bare),
        unit: 'µs CPU',
        target: 25,
        note: 'what provider.submit and provider.poll add',
      },
      {
        name: 'overhead.ratioToUndici',
        value: medianRatio(us.adapter, us.bare),
        unit: 'ratio',
        target: 1.5,
      },
      {
        name: 'overhead.router.cpuUsPerCycle',
        value: medianDifference(us.router, us.bare),
        unit: 'µs CPU',
        note: 'what router.solve adds, timers included',
      },
      {
        name: 'overhead.router.ratioToUndici',
        value: medianRatio(us.router, us.bare),
        unit: 'ratio',
      },
    ];
  },
};

async function usPerCycle(cycle: Cycle): Promise<number> {
  let left = cyclesPerRound;
  const work = async (): Promise<void> => {
    while ((left -= 1) >= 0) await cycle.run();
  };
  const us = await cpuUsOf(() => Promise.all(Array.from({ length: concurrency }, work)));
  return us / cyclesPerRound;
}
