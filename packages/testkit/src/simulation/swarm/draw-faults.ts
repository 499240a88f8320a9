import type { Regime } from '../regime.ts';
import type { FaultWindow } from '../scenario.ts';
import type { ServiceModel } from '../service.ts';
import type { Dice } from './dice.ts';

type DrawRegime = (dice: Dice) => Partial<Regime>;

/** What may befall a service; the first six of them may strike tasks in flight. */
const faults = {
  never: (dice) => ({ never: dice.between(0.3, 1) }),
  slow: (dice) => ({ slowness: dice.between(2, 10) }),
  revoked: () => ({ isRevoked: true }),
  'revoked for polls too': () => ({ isRevoked: true, deaf: 1 }),
  deaf: (dice) => ({ deaf: dice.between(0.3, 1) }),
  'limited for polls too': (dice) => ({
    limited: dice.between(0.2, 1),
    deaf: dice.between(0.2, 1),
    retryAfterMs: dice.whole(2_000, 120_000),
  }),
  limited: (dice) => ({
    limited: dice.between(0.3, 1),
    retryAfterMs: dice.whole(2_000, 120_000),
  }),
  reject: (dice) => ({ reject: dice.between(0.3, 1) }),
  down: () => ({ reject: 1 }),
  ambiguous: (dice) => ({ ambiguous: dice.between(0.2, 1) }),
  hang: (dice) => ({ hang: dice.between(0.2, 1) }),
  fail: (dice) => ({ fail: dice.between(0.3, 1) }),
  wrong: (dice) => ({ wrong: dice.between(0.2, 0.7) }),
  slots: (dice) => ({ slots: dice.whole(0, 3) }),
} as const satisfies Record<string, DrawRegime>;

const wordsOfFaults: readonly DrawRegime[] = Object.values(faults);

/** A random subset of faults, at random services and times, all over by `untilMs`. */
export function drawFaults(
  dice: Dice,
  { services, untilMs }: { readonly services: readonly ServiceModel[]; readonly untilMs: number },
): readonly FaultWindow[] {
  const enabled = dice.some(wordsOfFaults, 0.35);
  const [first, ...others] = enabled;
  if (first === undefined) return [];
  const everybody = dice.chance(0.15) ? drawWindow(dice, untilMs) : undefined;
  return services.flatMap(({ id: service }) => {
    const together =
      everybody === undefined ? [] : [{ service, ...everybody, regime: faults.down() }];
    const count = dice.chance(0.65) ? dice.whole(1, 3) : 0;
    const own = Array.from({ length: count }, (): readonly FaultWindow[] => {
      const window = drawWindow(dice, untilMs);
      const fault = {
        service,
        regime: dice.pick([first, ...others])(dice),
        strikes: dice.chance(0.5),
      };
      return dice.chance(0.15) ? flapping({ ...fault, ...window }) : [{ ...fault, ...window }];
    });
    return [...together, ...own.flat()];
  });
}

function drawWindow(
  dice: Dice,
  untilMs: number,
): { readonly fromMs: number; readonly untilMs: number } {
  const fromMs = dice.between(-0.1, 0.9) * untilMs;
  const lengthMs = dice.logBetween(10_000, Math.max(20_000, untilMs));
  return { fromMs: Math.max(0, fromMs), untilMs: Math.min(untilMs, fromMs + lengthMs) };
}

/** On and off in eighths of the window, beginning with on. */
function flapping(window: FaultWindow): readonly FaultWindow[] {
  const { fromMs, untilMs } = window;
  const stepMs = (untilMs - fromMs) / 8;
  return [0, 2, 4, 6].map((step) => ({
    ...window,
    fromMs: fromMs + step * stepMs,
    untilMs: fromMs + (step + 1) * stepMs,
  }));
}
