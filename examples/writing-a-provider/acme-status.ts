import { type PollResult, ProviderError } from '@understudy/core/provider';
import * as z from 'zod';

import type { AcmeAccount } from './acme-account.ts';
import { solvedByAcme } from './acme-solution.ts';
import type { AcmeTicket } from './acme-ticket.ts';

/** What acme says of one task. */
export const statusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('working') }),
  z.object({
    state: z.literal('done'),
    answer: z.union([z.string().min(1), z.number()]),
    userAgent: z.string().nullish(),
    priceUsd: z.number().min(0).nullish(),
  }),
  z.object({ state: z.literal('dead'), refunded: z.boolean().nullish() }),
]);

/** @throws {ProviderError} when the answer is none to a task of that type. */
export function resultOf(
  status: z.output<typeof statusSchema>,
  { account, type }: { readonly account: AcmeAccount; readonly type: AcmeTicket['type'] },
): PollResult {
  if (status.state === 'working') return { status: 'pending' };
  if (status.state === 'done') return solvedByAcme(status, { account, type });
  const error = new ProviderError({
    code: 'task-unsolvable',
    providerId: account.id,
    operation: 'poll',
    message: `${account.id}: nobody could solve the task`,
    charged: status.refunded === true ? 'no' : 'yes',
  });
  return { status: 'failed', error };
}
