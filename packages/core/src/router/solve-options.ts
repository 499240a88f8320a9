import * as z from 'zod';

import { strictObject } from '../provider/strict-object.ts';
import { parseOptions } from '../provider/parse-options.ts';
import type { Money } from '../provider/money.ts';
import { proxySchema } from '../provider/task-schemas.ts';
import type { Proxy } from '../provider/proxy.ts';
import type { Task } from '../provider/task.ts';
import type { PurchaseHooks } from './hooks.ts';

/** Who goes first when several tasks wait for a slot. */
export type Priority = 'critical' | 'high' | 'normal' | 'low';

export const priorities = [
  'critical',
  'high',
  'normal',
  'low',
] as const satisfies readonly Priority[];

export interface SolveOptions<T = Task> extends PurchaseHooks {
  /** Aborting rejects with the signal's own reason, and buys nothing further. */
  readonly signal?: AbortSignal | undefined;
  /** How long the task may take, over all attempts. @default the router's `deadlineMs` */
  readonly deadlineMs?: number | undefined;
  /** @default 'normal' */
  readonly priority?: Priority | undefined;
  /** What the task may cost, over all attempts; a provider without a price is then not asked. */
  readonly budget?: Money | undefined;
  /** Makes a fresh task when a challenge turns out to be used or expired. Asked once. */
  readonly refreshTask?: ((stale: T) => T | Promise<T>) | undefined;
  /** Proxies to try in turn when a service rejects the one before. */
  readonly proxies?: readonly Proxy[] | undefined;
}

const isFunction = (value: unknown): boolean => typeof value === 'function';
const callable = z
  .custom<(argument: never) => unknown>(isFunction, { error: 'must be a function' })
  .optional();

export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: 'must be an ISO 4217 code such as "USD"' });

const moneySchema = strictObject({ amount: z.number().min(0), currency: currencySchema });

const solveOptionsSchema = strictObject({
  signal: z.instanceof(AbortSignal).optional(),
  deadlineMs: z.int().positive().optional(),
  priority: z.enum(priorities).optional(),
  budget: moneySchema.optional(),
  refreshTask: callable,
  proxies: z.array(proxySchema).optional(),
  onSubmitting: callable,
  onAccepted: callable,
});

/** Refuses unknown and ill-typed options by name. */
export function checkSolveOptions(options: unknown): void {
  parseOptions(solveOptionsSchema, options, 'solve');
}
