import { parseOptions } from '@understudy/core/provider';

import type { Order } from '../jobs/jobs.ts';
import { orderSchema } from '../control/operations.ts';
import { priorities } from '../jobs/priority.ts';
import { CliError } from './cli-error.ts';
import { readDurationMs } from './read-value.ts';
import { unknownWord } from './unknown-word.ts';

export type OrderDefaults = Omit<Order, 'task'>;

/** What the flags say of every job whose order does not say otherwise. */
export function orderDefaults(
  flags: Readonly<Partial<Record<'priority' | 'deadline' | 'delay' | 'dedupe-key', string>>>,
  nowEpochMs: number,
): OrderDefaults {
  const { 'dedupe-key': dedupeKey, priority: word } = flags;
  const priority = priorities.find((known) => known === word);
  if (word !== undefined && priority === undefined)
    throw unknownWord('priority', { word, valid: priorities });
  const deadlineMs = readDurationMs('deadline', flags.deadline);
  const delayMs = readDurationMs('delay', flags.delay);
  return {
    ...(priority === undefined ? {} : { priority }),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    ...(dedupeKey === undefined ? {} : { dedupeKey }),
    ...(delayMs === undefined ? {} : { notBeforeAtEpochMs: nowEpochMs + delayMs }),
  };
}

/** Reads a task or an order from each text; empty ones are passed over. */
export async function* readOrders(
  texts: Iterable<string> | AsyncIterable<string>,
  defaults: OrderDefaults,
): AsyncGenerator<Order> {
  let line = 0;
  for await (const text of texts) {
    line += 1;
    if (text.trim() === '') continue;
    const value = jsonOf(text, line);
    const isOrder = !Object.hasOwn(value, 'type') && Object.hasOwn(value, 'task');
    const written = isOrder ? value : { task: value };
    const order = parseOptions(orderSchema, written, `task ${line}`);
    // Each task is looked at by the schema of its type when it is enqueued.
    yield { ...defaults, ...order } as unknown as Order;
  }
}

function jsonOf(text: string, line: number): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CliError(`task ${line} is not JSON`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new CliError(`task ${line} is no object`);
}
