import { type DurationByType, strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { compatibleTaskTypes } from '../task-types.ts';

/** Longer waits are mistakes of unit, and beyond what timers hold. */
const longestMs = 86_400_000;

/** One duration for all task types, or one for each with a `default`. */
export function durationSchema({
  minimum,
}: {
  readonly minimum: number;
}): z.ZodType<DurationByType> {
  const duration = z.number().min(minimum).max(longestMs);
  const byType = strictObject({
    default: duration,
    ...Object.fromEntries(compatibleTaskTypes.map((taskType) => [taskType, duration.optional()])),
  });
  // Not a union: its errors would name neither the field nor the nearest valid word.
  return z.preprocess(
    (value) => (typeof value === 'number' ? { default: value } : value),
    byType.transform(({ default: common, ...others }): DurationByType => {
      const given = Object.entries(others).flatMap(([taskType, ms]) =>
        ms === undefined ? [] : [[taskType, ms]],
      );
      return given.length === 0 ? common : { ...Object.fromEntries(given), default: common };
    }),
  );
}
