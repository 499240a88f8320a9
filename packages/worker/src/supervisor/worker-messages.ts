import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import type { WorkerLoad } from '../lanes/worker-load.ts';

/** What a supervisor tells a worker. */
export interface WorkerOrder {
  readonly kind: 'drain';
  readonly drainMs: number;
}

/** What a worker tells its supervisor: numbers only, so that no message is ever large. */
export type WorkerMessage =
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'heartbeat' } & WorkerLoad);

const longestDrainMs = 24 * 3_600_000;
const count = z.int().min(0);

const orderSchema: z.ZodType<WorkerOrder> = strictObject({
  kind: z.literal('drain'),
  drainMs: z.number().min(0).max(longestDrainMs),
});

const messageSchema: z.ZodType<WorkerMessage> = z.union([
  strictObject({ kind: z.literal('ready') }),
  strictObject({ kind: z.literal('heartbeat'), slots: count, busy: count, jobsDone: count }),
]);

/** Undefined when it is none of ours. */
export const readOrder = (received: unknown): WorkerOrder | undefined =>
  orderSchema.safeParse(received).data;

/** Undefined when it is none of ours. */
export const readMessage = (received: unknown): WorkerMessage | undefined =>
  messageSchema.safeParse(received).data;
