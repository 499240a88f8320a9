import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { describeUnknownWord } from './one-of.ts';

const ms = z.number().min(0);
const positiveMs = z.number().positive();
const lawKinds = ['constant', 'uniform', 'lognormal', 'pareto', 'empirical'];

/** Validates a law of durations, which are milliseconds. */
export const lawSchema = z.discriminatedUnion(
  'kind',
  [
    strictObject({ kind: z.literal('constant'), ms }),
    strictObject({ kind: z.literal('uniform'), minMs: ms, maxMs: ms }).refine(
      ({ minMs, maxMs }) => minMs <= maxMs,
      { path: ['maxMs'], error: 'must not be below minMs' },
    ),
    strictObject({
      kind: z.literal('lognormal'),
      p50Ms: positiveMs,
      p95Ms: positiveMs,
      maxMs: positiveMs.optional(),
    }).refine(({ p50Ms, p95Ms }) => p50Ms <= p95Ms, {
      path: ['p95Ms'],
      error: 'must not be below p50Ms',
    }),
    strictObject({
      kind: z.literal('pareto'),
      minMs: positiveMs,
      shape: z.number().positive(),
      maxMs: positiveMs.optional(),
    }),
    strictObject({ kind: z.literal('empirical'), samplesMs: z.array(ms).min(1).max(10_000) }),
  ],
  {
    error: ({ code, input }) =>
      code === 'invalid_union' ? describeUnknownWord(Object(input).kind, lawKinds) : undefined,
  },
);
