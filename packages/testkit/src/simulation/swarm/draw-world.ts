import { seededRandom } from '@understudy/core/testing';

import { tokenTaskTypes } from '../service.ts';
import { Dice } from './dice.ts';
import { drawFaults } from './draw-faults.ts';
import { drawServices } from './draw-services.ts';
import type { ClockJump, SwarmTask, SwarmWorld } from './swarm-world.ts';

const longestDeadlineMs = 180_000;

/** A world as its seed draws it: every feature and every fault is in some worlds and not in others. */
export function drawWorld(seed: number): SwarmWorld {
  const dice = new Dice(seededRandom(`swarm:${seed}`));
  const services = drawServices(dice);
  const strategy = dice.pick([
    'expected-loss',
    'expected-loss',
    'cheapest',
    'ordered',
    'weighted',
  ] as const);
  const breaker = dice.pick([undefined, 'classic', 'none'] as const);
  const tasks = drawTasks(dice, new Set(services.flatMap(({ taskTypes = [] }) => taskTypes)));
  const stormMs = (tasks.at(-1)?.atMs ?? 0) + longestDeadlineMs;
  const windows = drawFaults(dice, { services, untilMs: stormMs });
  return {
    seed,
    router: {
      strategy,
      outcomeUnknown: dice.pick(['fail-over', 'fail-over', 'fail-over', 'fail', 'resubmit']),
      ...(breaker === undefined ? {} : { breaker }),
      ...(dice.chance(0.3) ? { patienceMs: dice.whole(60_000, 90_000) } : {}),
      ...(dice.chance(0.5) ? { valueOfSecond: dice.logBetween(0.002, 0.2) } : {}),
      ...(dice.chance(0.5) ? { lossOfFailure: dice.logBetween(1, 50) } : {}),
    },
    services,
    scenario: { name: `swarm ${seed}`, windows },
    tasks,
    jumps: drawJumps(dice, stormMs),
    healedAtMs: stormMs,
    closing: dice.chance(0.1)
      ? { atMs: dice.between(0.2, 1) * stormMs, graceMs: dice.chance(0.5) ? 0 : 20_000 }
      : undefined,
  };
}

function drawTasks(dice: Dice, types: ReadonlySet<string>): readonly SwarmTask[] {
  const known = tokenTaskTypes.filter((type) => types.has(type));
  const [first = 'turnstile', ...others] = known;
  const perSecond = dice.logBetween(0.03, 2);
  const deadlineMs = dice.whole(30_000, longestDeadlineMs);
  const hasAborts = dice.chance(0.4);
  const hasBudgets = dice.chance(0.25);
  const hasHooks = dice.chance(0.2);
  const hasTwins = dice.chance(0.3);
  const priority = dice.chance(0.3)
    ? (['critical', 'high', 'normal', 'low'] as const)
    : (['normal'] as const);
  let atMs = 0;
  return Array.from({ length: dice.whole(60, 120) }, (_, index): SwarmTask => {
    atMs += (-Math.log(1 - dice.between(0, 1)) / perSecond) * 1_000;
    return {
      atMs,
      type: dice.pick([first, ...others]),
      key: hasTwins && dice.chance(0.5) ? `twin-${dice.whole(1, 5)}` : `task-${index + 1}`,
      deadlineMs: dice.chance(0.8) ? deadlineMs : dice.whole(5_000, longestDeadlineMs),
      priority: dice.pick(priority),
      abortAfterMs: hasAborts && dice.chance(0.2) ? dice.between(0, deadlineMs) : undefined,
      budget: hasBudgets && dice.chance(0.5) ? dice.between(0.3, 5) : undefined,
      hookMs: hasHooks && dice.chance(0.3) ? dice.between(0, 1_000) : undefined,
      isJudged: dice.chance(0.4),
    };
  });
}

function drawJumps(dice: Dice, stormMs: number): readonly ClockJump[] {
  const jumps: ClockJump[] = [];
  const at = (): number => dice.between(0, 1) * stormMs;
  if (dice.chance(0.15)) {
    jumps.push({
      atMs: at(),
      kind: 'wall',
      byMs: dice.pick([-3_600_000, -5_000, 5_000, 86_400_000]),
    });
  }
  if (dice.chance(0.08)) {
    jumps.push({ atMs: at(), kind: 'suspend', byMs: dice.logBetween(5_000, 3_600_000) });
  }
  return jumps;
}
