import type { Regime } from './regime.ts';
import type { FaultWindow, Scenario } from './scenario.ts';

const onsetMs = 600_000;
const usualEndMs = 1_500_000;

const down = { reject: 1 } as const;

const ofA = (name: string, regime: Partial<Regime>, untilMs: number = usualEndMs): Scenario => ({
  name,
  windows: [{ service: 'A', fromMs: onsetMs, untilMs, regime }],
});

const allDown = (name: string, lastsMs: number): Scenario => ({
  name,
  windows: ['A', 'B', 'C'].map((service) => ({
    service,
    fromMs: onsetMs,
    untilMs: onsetMs + lastsMs,
    regime: down,
  })),
});

/** On and off in turns, beginning with off. */
const flapping = (periodMs: number): readonly FaultWindow[] =>
  Array.from({ length: Math.ceil((usualEndMs - onsetMs) / (2 * periodMs)) }, (_, index) => ({
    service: 'A',
    fromMs: onsetMs + 2 * index * periodMs,
    untilMs: Math.min(usualEndMs, onsetMs + (2 * index + 1) * periodMs),
    regime: down,
  }));

/** The fourteen worlds in which routing policies are compared. */
export const fourteenScenarios: readonly Scenario[] = [
  { name: 'none', windows: [] },
  ofA('A hard down', down),
  ofA('A brownout 30 %', { reject: 0.3 }),
  ofA('A slow x10', { slowness: 10 }),
  ofA('A accepts, never finishes', { never: 1 }),
  { name: 'A flapping 60 s/60 s', windows: flapping(60_000) },
  ofA('A two slots', { slots: 2 }),
  ofA('A key revoked', { isRevoked: true }, Infinity),
  ofA('A half the answers wrong', { wrong: 0.5 }),
  ofA('A 30 % ambiguous submits', { ambiguous: 0.3 }),
  allDown('all down 5 min', 300_000),
  allDown('all down 45 s', 45_000),
  {
    name: 'A stalls 60 %, B slow x3',
    windows: [
      { service: 'A', fromMs: onsetMs, untilMs: usualEndMs, regime: { never: 0.6 } },
      { service: 'B', fromMs: onsetMs, untilMs: usualEndMs, regime: { slowness: 3 } },
    ],
  },
  ofA('A slow x3', { slowness: 3 }),
];
