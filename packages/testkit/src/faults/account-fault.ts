import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { restartKeeps } from '../core/restart-keeps.ts';
import { oneOf } from './one-of.ts';

const flag = z.boolean().optional();
const word = z.string().min(1).max(200);

/** What a service can say of an account, of a method, or of itself instead of doing its work. */
export const accountFaultSchemas = [
  strictObject({ kind: z.literal('no-slot') }),
  /** The dialect's word for an empty purse, which at captchaai means that no thread is free. */
  strictObject({ kind: z.literal('zero-balance') }),
  strictObject({ kind: z.literal('key-revoked') }),
  /** The key is not of the right length. */
  strictObject({ kind: z.literal('key-malformed') }),
  strictObject({ kind: z.literal('ip-banned') }),
  /** The dialect's word for too many requests. */
  strictObject({ kind: z.literal('rate-limited') }),
  strictObject({ kind: z.literal('task-type-refused') }),
  strictObject({ kind: z.literal('method-deprecated') }),
  /** Any word for a no; `errorId` (default 1) is createTask's. `charged` (default false): everything was done first. */
  strictObject({
    kind: z.literal('error-word'),
    word,
    errorId: z.int().min(0).max(1_000_000).optional(),
    charged: flag,
  }),
  /** An error whose text shows the API key. */
  strictObject({ kind: z.literal('secret-echo') }),
  /** What a report of an answer is told; nothing is recorded. */
  strictObject({
    kind: z.literal('report-refused'),
    says: z.enum(['refused', 'duplicate', 'too-early', 'too-late']).optional(),
  }),
  /** A sentence in plain text instead of a reply, on 200. */
  strictObject({ kind: z.literal('maintenance'), text: z.string().max(2_000).optional() }),
  /** The service begins anew before it looks at the request; what it keeps of its tasks and balances, see `restart()`. */
  strictObject({
    kind: z.literal('restart'),
    keeps: oneOf(restartKeeps).optional(),
  }),
] as const;
