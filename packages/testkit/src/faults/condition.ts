import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { fakeTaskTypes } from '../core/fake-task-type.ts';
import { oneOf } from './one-of.ts';

const endpoints = ['submit', 'poll', 'balance', 'report', 'callback', 'any'] as const;

const count = z.int().min(1).optional();
const instantMs = z.number().min(0).optional();

/** Validates {@link Condition}. */
export const conditionSchema = strictObject({
  endpoint: oneOf(endpoints).optional(),
  taskType: oneOf(fakeTaskTypes).optional(),
  apiKey: z.string().min(1).optional(),
  probability: z.number().min(0).max(1).optional(),
  first: count,
  nth: count,
  after: z.int().min(0).optional(),
  every: count,
  fromMs: instantMs,
  untilMs: instantMs,
}).refine(({ fromMs = 0, untilMs = Infinity }) => fromMs < untilMs, {
  path: ['untilMs'],
  error: 'must be later than fromMs',
});

/**
 * When a rule applies: everything that is given must hold. `fromMs` (inclusive) to `untilMs` (exclusive) is a window on
 * the fake's clock since it started. `first`, `nth`, `after` and `every` count the requests that got as far as this rule
 * and met its endpoint, task type, key and window. `probability` is drawn for each request that meets the rest.
 */
export type Condition = Readonly<z.infer<typeof conditionSchema>>;
