import { once } from 'node:events';

import type { Figure, Group } from '../run/figure.ts';
import { interleaved } from '../run/interleaved.ts';
import { startChild } from '../run/start-child.ts';
import { median, medianRatio } from '../run/statistics.ts';
import type { ClientReport, ClientRound } from './client-process.ts';
import { type ClientName, solvers } from './solvers.ts';

const solveMs = 400;
const intervalMs = 250;
const round: ClientRound = { solves: 1_000, concurrency: 400 };

// Keys of a constant object are just its own names.
const names = Object.keys(solvers) as ClientName[];

export const clients: Group = {
  about: `solves of reCAPTCHA v2 at one fake service, ${round.concurrency} at a time; answers are ready after ${solveMs} ms, everybody asks each ${intervalMs} ms; each client in a process of its own, as it is published`,
  async measure() {
    const fake = await startChild<{ readonly url: string; readonly apiKey: string }>(
      new URL('fake-process.ts', import.meta.url),
      [String(solveMs)],
    );
    const running = await Promise.all(
      names.map(async (name) => {
        const words = [JSON.stringify({ name, intervalMs, ...fake.ready })];
        const child = await startChild(new URL('client-process.ts', import.meta.url), words);
        return { name, child, reports: [] as ClientReport[] };
      }),
    );
    await interleaved(
      running.map(({ name, child, reports }) => ({
        name,
        async round() {
          const answer = once(child.process, 'message', { signal: AbortSignal.timeout(60_000) });
          child.process.send(round);
          // Our own process says exactly this.
          const report = (await answer)[0] as ClientReport;
          reports.push(report);
          return report.seconds;
        },
      })),
      { warmUps: 0, rounds: 5, limitMs: 45_000 },
    );
    await Promise.all(running.map(({ child }) => child.end()));
    await fake.end();
    // The first round is for the compiler.
    const seen = running.map(({ name, reports }) => ({ name, reports: reports.slice(1) }));
    const own = seen.find(({ name }) => name === 'understudy')?.reports ?? [];
    return seen.flatMap(({ name, reports }) => figuresOf(name, reports, own));
  },
};

function figuresOf(
  name: ClientName,
  reports: readonly ClientReport[],
  own: readonly ClientReport[],
): readonly Figure[] {
  const prefix = `clients.${name}`;
  const cpu = ({ cpuUs }: ClientReport): number => cpuUs / round.solves;
  const rate = ({ seconds }: ClientReport): number => round.solves / seconds;
  const figures: Figure[] = [
    { name: `${prefix}.solvesPerSecond`, value: median(reports.map(rate)), unit: '/s' },
    { name: `${prefix}.cpuUsPerSolve`, value: median(reports.map(cpu)), unit: 'µs CPU' },
    { name: `${prefix}.rssMb`, value: Math.max(...reports.map(({ rssMb }) => rssMb)), unit: 'MB' },
  ];
  if (name === 'understudy') return figures;
  const value = medianRatio(own.map(cpu), reports.map(cpu));
  return [...figures, { name: `${prefix}.cpuRatio`, value, unit: 'ratio', note: 'ours to theirs' }];
}
