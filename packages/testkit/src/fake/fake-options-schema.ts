import { type Clock, parseOptions, strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { type FakeTaskType, fakeTaskTypes } from '../core/fake-task-type.ts';
import type { FakePrice } from '../core/price.ts';
import type { SolveTime } from '../core/solve-time.ts';
import { dialectNames } from '../dialects/dialects.ts';
import { serviceProfileNames } from '../dialects/profiles/service-profiles.ts';
import { lawSchema } from '../faults/law-schema.ts';
import { oneOf } from '../faults/one-of.ts';
import { type Rule, ruleSchema } from '../faults/rule.ts';
import { choose } from './choose.ts';

const positiveMs = z.number().positive();
const amount = z.number().min(0).optional();
const threads = z.int().min(0).optional();
const apiKey = z.string().min(1).max(200);

const perType = <Schema extends z.ZodType>(
  schema: Schema,
): z.ZodObject<Record<FakeTaskType | 'default', z.ZodOptional<Schema>>> => {
  const names = [...fakeTaskTypes, 'default'];
  // Object.fromEntries forgets the names.
  const shape = Object.fromEntries(names.map((name) => [name, schema.optional()])) as Record<
    FakeTaskType | 'default',
    z.ZodOptional<Schema>
  >;
  return strictObject(shape);
};

const isClock = (value: unknown): boolean =>
  ['now', 'epochMs', 'sleep'].every((method) => typeof Object(value)[method] === 'function');

/** The fields of the options that every fake takes. */
export const fakeOptionsShape = {
  dialect: oneOf(dialectNames).optional(),
  profile: oneOf(serviceProfileNames).optional(),
  seed: z
    .union([z.string().min(1).max(200), z.number()], { error: 'must be text or a number' })
    .optional(),
  clock: z
    .custom<Clock>(isClock, { error: 'must be a Clock: now(), epochMs() and sleep()' })
    .optional(),
  accounts: z
    .array(strictObject({ apiKey, balance: amount, threads }))
    .min(1)
    .max(1_000)
    .refine(
      (accounts) => new Set(accounts.map((account) => account.apiKey)).size === accounts.length,
      {
        error: 'two accounts have the same apiKey',
      },
    )
    .optional(),
  apiKey: apiKey.optional(),
  balance: amount,
  threads,
  solveTime: choose<SolveTime>((value) =>
    typeof Object(value).kind === 'string' ? lawSchema : perType(lawSchema),
  ).optional(),
  price: choose<FakePrice>((value) =>
    typeof value === 'object' ? perType(z.number().min(0)) : z.number().min(0),
  ).optional(),
  retention: strictObject({
    fromAcceptedMs: positiveMs.optional(),
    afterSolvedMs: positiveMs.optional(),
  }).optional(),
  ids: oneOf(['string', 'integer']).optional(),
  instantResults: z.boolean().optional(),
  errorStatuses: oneOf(['ok', 'capsolver']).optional(),
  callbacks: strictObject({
    tries: z.int().min(1).max(10).optional(),
    retryAfterMs: positiveMs.optional(),
  }).optional(),
  capacity: strictObject({
    workers: z.int().min(1).max(1_000_000),
    queue: z.int().min(0).optional(),
    full: oneOf(['wait', 'no-slot']).optional(),
  }).optional(),
  rateLimit: strictObject({
    perSecond: z.number().positive(),
    burst: z.number().min(1).optional(),
    says: oneOf(['http-429', 'word']).optional(),
  }).optional(),
  pollPenalty: strictObject({
    floorMs: positiveMs.optional(),
    maxPolls: z.int().min(1).optional(),
    strikes: z.int().min(1).optional(),
    banMs: positiveMs.optional(),
  }).optional(),
  coldStartMs: positiveMs.optional(),
  magicWords: z.boolean().optional(),
  headerFaults: z.boolean().optional(),
  /** See {@link checkRules}. */
  rules: z.custom<readonly Rule[]>().optional(),
};

/** Validates {@link FakeOptions}. */
export const fakeOptionsSchema = strictObject(fakeOptionsShape);

/** Validates rules; when they are there, because most fakes start without, and need not wait for two hundred schemas. */
export function checkRules(rules: unknown, owner: string): readonly Rule[] {
  const schema = strictObject({ rules: z.array(ruleSchema).max(1_000) });
  return parseOptions(schema, { rules }, owner).rules;
}
