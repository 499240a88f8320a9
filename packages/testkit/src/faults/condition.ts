import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { fakeTaskTypes } from '../core/fake-task-type.ts';
import { oneOf } from './one-of.ts';

const endpoints = ['submit', 'poll', 'balance', 'report', 'callback', 'any'] as const;

const count = z.int().min(1).optional();
const instantMs = z.number().min(0).optional();
const share = z.number().min(0).max(1);
const durationMs = z.number().positive();
const text = z.string().min(1).max(2_000).optional();

const windowSchema = strictObject({
  fromMs: z.number().min(0),
  untilMs: z.number().min(0),
}).refine(({ fromMs, untilMs }) => fromMs < untilMs, {
  path: ['untilMs'],
  error: 'must be later than fromMs',
});

/** Validates {@link Condition}. */
export const conditionSchema = strictObject({
  endpoint: oneOf(endpoints).optional(),
  taskType: oneOf(fakeTaskTypes).optional(),
  apiKey: z.string().min(1).optional(),
  probability: share.optional(),
  first: count,
  nth: count,
  after: z.int().min(0).optional(),
  every: count,
  fromMs: instantMs,
  untilMs: instantMs,
  /** Several windows; one that is open is enough. */
  windows: z.array(windowSchema).min(1).max(1_000).optional(),
  /** Open for the first `duty` (0 to 1) of every `periodMs`. */
  flap: strictObject({ periodMs: durationMs, duty: share }).optional(),
  /** Heals by itself, so long after the rule was added. */
  ttlMs: durationMs.optional(),
  /** A probability that moves from `from` to `to`, in `overMs` from `startMs` (default 0). */
  ramp: strictObject({ from: share, to: share, overMs: durationMs, startMs: instantMs }).optional(),
  /** Two states with exponential stays of those means; strikes with `inBad` (default 1) and `inGood` (default 0). */
  burst: strictObject({
    goodMs: durationMs,
    badMs: durationMs,
    inBad: share.optional(),
    inGood: share.optional(),
  }).optional(),
  /** Which of the equal submits, or of the requests of one endpoint about one task, it is. */
  attempt: count,
  taskId: text,
  siteKey: text,
  pageUrl: text,
  /** The TCP connection, from 1. */
  connection: count,
  /** What a sound service would be about to say. */
  says: oneOf(['accepted', 'pending', 'solved', 'unsolvable', 'refused']).optional(),
  /** Less than that after the last request about the same task. */
  soonerThanMs: durationMs.optional(),
  /** Counts, and steps through a sequence, for each task by itself. */
  perTask: z.literal(true).optional(),
  /** One draw for a task, its submit and all its polls. */
  sameDrawPerTask: z.literal(true).optional(),
  /** Until the journal counts as many of each. */
  until: strictObject({
    requests: count,
    charges: count,
    refunds: count,
    answers: count,
    refusals: count,
    strikes: count,
  }).optional(),
})
  .refine(({ fromMs = 0, untilMs = Infinity }) => fromMs < untilMs, {
    path: ['untilMs'],
    error: 'must be later than fromMs',
  })
  .refine(
    ({ probability, ramp, burst }) =>
      [probability, ramp, burst].filter((chance) => chance !== undefined).length <= 1,
    { path: ['probability'], error: 'give one of probability, ramp and burst' },
  );

/**
 * When a rule applies: everything that is given must hold. `fromMs` (inclusive) to `untilMs` (exclusive) is a window on
 * the fake's clock since it started. `first`, `nth`, `after` and `every` count the requests that got as far as this rule
 * and met all but its counts and its chance; they and `until` follow the order of arrival. Chance (`probability`, `ramp`,
 * `burst`) is drawn for each request that meets the rest, from the seed, the rule, the task and the number of the request.
 */
export type Condition = Readonly<z.infer<typeof conditionSchema>>;
