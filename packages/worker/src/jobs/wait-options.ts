import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

/** How long somebody waits for a job. */
export interface WaitOptions {
  /** @default until the job has ended */
  readonly timeoutMs?: number | undefined;
  /** Aborting rejects with the signal's own reason; the job goes on. */
  readonly signal?: AbortSignal | undefined;
}

/** Validates {@link WaitOptions}. */
export const waitOptionsSchema = strictObject({
  timeoutMs: z.number().min(0).optional(),
  signal: z.instanceof(AbortSignal).optional(),
});
