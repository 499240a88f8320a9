import type { Regime } from './regime.ts';
import type { FaultWindow, Scenario } from './scenario.ts';
import { fourteenScenarios } from './scenarios.ts';
import { type ServiceModel, threeServices } from './service.ts';
import type { Stakes } from './stakes.ts';

/** A scenario with what else is to be known of its world; what is missing is as in the fourteen. */
export interface NamedWorld {
  readonly scenario: Scenario;
  readonly services?: readonly ServiceModel[] | undefined;
  readonly stakes?: Stakes | undefined;
  /** Tasks per second, whatever was asked for. */
  readonly rate?: number | undefined;
  readonly durationMs?: number | undefined;
  readonly deadlineMs?: number | undefined;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const faultOf = (
  service: string,
  regime: Partial<Regime>,
  changes: Partial<FaultWindow> = {},
): FaultWindow => ({ service, fromMs: 600_000, untilMs: 1_500_000, regime, ...changes });

/** The faults of one of the fourteen, striking the tasks in flight too. */
const striking = (name: string): NamedWorld => ({
  scenario: {
    name: `${name}, in flight too`,
    windows: fourteenScenarios
      .filter((known) => known.name === name)
      .flatMap(({ windows }) => windows)
      .map((window) => ({ ...window, strikes: true })),
  },
});

const stall = { never: 1 } as const;

const [a, b, c] = threeServices;
const two: readonly ServiceModel[] = threeServices.slice(0, 2);
const six: readonly ServiceModel[] = [
  ...threeServices,
  { id: 'D', price: 0.9, medianMs: 20_000, sigma: 0.5, fail: 0.05 },
  { id: 'E', price: 2, medianMs: 6_000, sigma: 0.4, fail: 0.01 },
  { id: 'F', price: 1.1, medianMs: 12_000, sigma: 0.8, fail: 0.04 },
];
/** Alike in all but the name: nothing but ties. */
const alike: readonly ServiceModel[] = ['A', 'B', 'C'].map((id) => ({
  id,
  price: 1,
  medianMs: 12_000,
  sigma: 0.6,
  fail: 0.02,
}));
/** The cheap one takes its time, the quick one its price. */
const farApart: readonly ServiceModel[] = [a, b, c].flatMap((model, index) =>
  model === undefined
    ? []
    : [
        {
          ...model,
          price: [0.3, 1, 4][index] ?? 1,
          medianMs: [25_000, 14_000, 4_000][index] ?? 1,
        },
      ],
);

/** Worlds beside the fourteen: other prices and stakes, other numbers of services, strikes, onsets and hours. */
export const ownScenarios: readonly NamedWorld[] = [
  striking('A slow x10'),
  striking('A accepts, never finishes'),
  striking('A stalls 60 %, B slow x3'),
  striking('A slow x3'),
  {
    scenario: { name: 'two services, A stalls', windows: [faultOf('A', stall)] },
    services: two,
  },
  {
    scenario: {
      name: 'two services, both brown',
      windows: [faultOf('A', { reject: 0.4 }), faultOf('B', { reject: 0.4 })],
    },
    services: two,
  },
  {
    scenario: {
      name: 'six services, three fail in turn',
      windows: [
        faultOf('A', stall, { untilMs: 1_000_000 }),
        faultOf('D', { reject: 1 }, { fromMs: 900_000 }),
        faultOf('B', { wrong: 0.5 }, { fromMs: 1_200_000, untilMs: 1_800_000 }),
      ],
    },
    services: six,
  },
  { scenario: { name: 'alike, A stalls', windows: [faultOf('A', stall)] }, services: alike },
  {
    scenario: { name: 'prices far apart, A slow x3', windows: [faultOf('A', { slowness: 3 })] },
    services: farApart,
  },
  {
    scenario: { name: 'seconds are dear, A slow x3', windows: [faultOf('A', { slowness: 3 })] },
    stakes: { perSecond: 0.2, ofFailure: 5 },
  },
  {
    scenario: { name: 'seconds are cheap, A stalls', windows: [faultOf('A', stall)] },
    stakes: { perSecond: 0.002, ofFailure: 5 },
  },
  {
    scenario: { name: 'failures are dear, A half wrong', windows: [faultOf('A', { wrong: 0.5 })] },
    stakes: { perSecond: 0.02, ofFailure: 50 },
  },
  {
    scenario: {
      name: 'A stalls from the start',
      windows: [faultOf('A', stall, { fromMs: 0, untilMs: 600_000 })],
    },
  },
  {
    scenario: {
      name: 'A is limited, minute by minute',
      windows: Array.from({ length: 8 }, (_, index) =>
        faultOf(
          'A',
          { limited: 0.5, retryAfterMs: 30_000 },
          { fromMs: 600_000 + 2 * index * minuteMs, untilMs: 660_000 + 2 * index * minuteMs },
        ),
      ),
    },
  },
  {
    scenario: { name: 'A leaves submits hanging', windows: [faultOf('A', { hang: 0.5 })] },
  },
  {
    scenario: {
      name: 'six hours, a stall in each second one',
      windows: [1, 3, 5].map((hour) =>
        faultOf('A', stall, { fromMs: hour * hourMs, untilMs: (hour + 0.5) * hourMs }),
      ),
    },
    rate: 0.05,
    durationMs: 6 * hourMs,
  },
];
