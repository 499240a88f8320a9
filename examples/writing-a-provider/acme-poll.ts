import {
  type CallContext,
  type PollResult,
  ProviderError,
  type Ticket,
} from '@understudy/core/provider';

import type { AcmeAccount } from './acme-account.ts';
import { endsTheTicket } from './acme-errors.ts';
import { resultOf, statusSchema } from './acme-status.ts';
import { foreignTicket, readAcmeTicket } from './acme-ticket.ts';

/** Asks once. A resolved `failed` ends the ticket, a rejection says nothing about it. */
export async function pollAcme(
  account: AcmeAccount,
  ticket: Ticket,
  context: CallContext,
): Promise<PollResult> {
  const known = readAcmeTicket(ticket);
  if (known === undefined) return foreignTicket(account.id);
  const { id, type } = known;
  const question = { operation: 'poll', path: '/v1/tasks/status', fields: { id } } as const;
  try {
    const { value, raw } = await account.ask({ ...question, schema: statusSchema }, context);
    const result = resultOf(value, { account, type });
    return result.status === 'solved' ? { ...result, raw } : result;
  } catch (error) {
    if (ProviderError.isInstance(error) && endsTheTicket.has(error.code)) {
      return { status: 'failed', error };
    }
    throw error;
  }
}
