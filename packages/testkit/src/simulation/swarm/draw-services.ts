import { type ServiceModel, type TokenTaskType, tokenTaskTypes } from '../service.ts';
import type { Dice } from './dice.ts';

/** One to six services of every sort. Some are two accounts at one service. */
export function drawServices(dice: Dice): readonly ServiceModel[] {
  const types = tokenTaskTypes.slice(0, dice.whole(1, 3));
  const count = dice.whole(1, 6);
  const services: ServiceModel[] = [];
  for (let index = 0; index < count; index += 1) {
    const before = services.at(-1);
    const isTwin = before !== undefined && dice.chance(0.15);
    services.push({
      ...drawService(dice, String.fromCodePoint(65 + index), types),
      // Somebody can take whatever comes, or nearly every task would wait for a place.
      ...(index === 0 && dice.chance(0.9)
        ? { slots: undefined, submits: undefined, taskTypes: types }
        : {}),
      ...(isTwin ? { service: before.service ?? before.id } : {}),
    });
  }
  return services;
}

function drawService(dice: Dice, id: string, types: readonly TokenTaskType[]): ServiceModel {
  const known = dice.some(types, 0.8);
  const perMs = dice.whole(1_000, 20_000);
  return {
    id,
    price: dice.between(0.3, 3),
    medianMs: dice.between(3_000, 20_000),
    sigma: dice.between(0.3, 0.7),
    fail: dice.between(0, 0.05),
    taskTypes: known.length === 0 ? types : known,
    slots: dice.chance(0.2) ? dice.whole(2, 10) : undefined,
    submits: dice.chance(0.2)
      ? { count: dice.whole(Math.ceil(perMs / 10_000), 10), perMs }
      : undefined,
    batch: dice.chance(0.3) ? dice.whole(2, 100) : undefined,
    tellsBalance: dice.chance(0.5),
    firstWaitMs: dice.whole(1_000, 5_000),
    pollFloorMs: dice.whole(1_000, 5_000),
    pollLatencyMs: dice.chance(0.5) ? dice.whole(10, 400) : 0,
    lifetimeMs: dice.chance(0.7) ? dice.whole(180_000, 400_000) : 900_000,
    tokenLifetimeMs: dice.chance(0.5) ? dice.whole(110_000, 600_000) : undefined,
  };
}
