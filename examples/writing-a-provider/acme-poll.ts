import {
  type CallContext,
  type PollResult,
  ProviderError,
  type Ticket,
} from '@understudy/core/provider';
import * as z from 'zod';

import type { AcmeAccount } from './acme-account.ts';
import { endsTheTicket } from './acme-errors.ts';
import { solvedByAcme } from './acme-solution.ts';
import { readAcmeTicket } from './acme-ticket.ts';

const statusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('working') }),
  z.object({
    state: z.literal('done'),
    answer: z.union([z.string().min(1), z.number()]),
    userAgent: z.string().nullish(),
    priceUsd: z.number().min(0).nullish(),
  }),
  z.object({ state: z.literal('dead'), refunded: z.boolean().nullish() }),
]);

/** Asks once. A resolved `failed` ends the ticket, a rejection says nothing about it. */
export async function pollAcme(
  account: AcmeAccount,
  ticket: Ticket,
  context: CallContext,
): Promise<PollResult> {
  const names = { providerId: account.id, operation: 'poll' } as const;
  const known = readAcmeTicket(ticket);
  if (known === undefined) {
    const message = `${account.id}: the ticket is none of acme's`;
    return {
      status: 'failed',
      error: new ProviderError({ ...names, code: 'ticket-lost', message }),
    };
  }
  const question = {
    operation: 'poll',
    path: '/v1/tasks/status',
    fields: { id: known.id },
  } as const;
  try {
    const { value, raw } = await account.ask({ ...question, schema: statusSchema }, context);
    if (value.state === 'working') return { status: 'pending' };
    if (value.state === 'done')
      return { ...solvedByAcme(value, { account, type: known.type }), raw };
    const message = `${account.id}: nobody could solve the task`;
    const charged = value.refunded === true ? 'no' : 'yes';
    const error = new ProviderError({ ...names, code: 'task-unsolvable', message, charged });
    return { status: 'failed', error };
  } catch (error) {
    if (ProviderError.isInstance(error) && endsTheTicket.has(error.code)) {
      return { status: 'failed', error };
    }
    throw error;
  }
}
