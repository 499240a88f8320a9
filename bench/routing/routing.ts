import type { Figure, Group } from '../run/figure.ts';
import { interleaved } from '../run/interleaved.ts';
import { median, medianDifference, medianRatio } from '../run/statistics.ts';
import { worldOf } from './worlds.ts';

const usualInFlight = 100;

/** By the last part of their figures' names. `window`: tasks per round, more where garbage comes in large pieces. */
const settings = [
  { name: '2', providers: 2, inFlight: usualInFlight, settling: 1_000, window: 300 },
  { name: '6', providers: 6, inFlight: usualInFlight, settling: 1_000, window: 300 },
  { name: '50', providers: 50, inFlight: usualInFlight, settling: 300, window: 150 },
  { name: 'inflight10', providers: 6, inFlight: 10, settling: 500, window: 200 },
  { name: 'inflight10k', providers: 6, inFlight: 10_000, settling: 15_000, window: 750 },
] as const;

/** Of one world. A router that is too slow for this is measured before its world has become as it will stay. */
const settlingLimitMs = 15_000;

/**
 * `all`: the router chooses by expected loss. `unchosen`: the same router and evidence, but the first provider in order
 * is good enough. `world`: no router at all.
 */
const kinds = { all: 'expected-loss', unchosen: 'ordered', world: 'none' } as const;

type Setting = (typeof settings)[number];
type Kind = keyof typeof kinds;

// Keys of a constant object are just its own names.
const kindNames = Object.keys(kinds) as Kind[];

export const routing: Group = {
  about: `what choosing a provider costs, by expected loss, in a world in memory on virtual time: ${usualInFlight} tasks in flight unless said otherwise, lognormal solve times around 10 s, 70 % of the answers judged`,
  async measure() {
    const variants = [];
    for (const { name, window, settling, ...setting } of settings) {
      for (const kind of kindNames) {
        const world = await worldOf({ ...setting, strategy: kinds[kind] });
        await world.settle(settling, settlingLimitMs);
        const round = (): Promise<number> => world.usPerTask(window);
        variants.push({ name: `${kind} ${name}` as const, round });
      }
    }
    const us = await interleaved(variants, { warmUps: 1, rounds: 9, limitMs: 20_000 });
    const figures = settings.flatMap((setting) => figuresOf(setting, us));
    return [...figures, ratio(us)];
  },
};

type Costs = Readonly<Record<`${Kind} ${Setting['name']}`, readonly number[]>>;

function figuresOf({ name }: Setting, us: Costs): readonly Figure[] {
  const all = us[`all ${name}`];
  return [
    {
      name: `routing.usPerTask.${name}`,
      value: medianDifference(all, us[`unchosen ${name}`]),
      unit: 'µs CPU',
      ...(name === '6' ? { target: 300 } : {}),
      note: 'candidates, beliefs, losses, rescue checks, and the rescues that they buy',
    },
    {
      name: `routing.router.usPerTask.${name}`,
      value: median(all) - median(us[`world ${name}`]),
      unit: 'µs CPU',
      note: 'everything that the router does',
    },
  ];
}

const ratio = (us: Costs): Figure => ({
  name: 'routing.inflight10kRatio',
  value: medianRatio(
    us['all inflight10k'].map((cost, round) => cost - (us['unchosen inflight10k'][round] ?? 0)),
    us['all 6'].map((cost, round) => cost - (us['unchosen 6'][round] ?? 0)),
  ),
  unit: 'ratio',
  target: 1.5,
  note: `10,000 in flight to ${usualInFlight}`,
});
