import {
  type CallContext,
  type Judgement,
  ProviderError,
  type Ticket,
} from '@understudy/core/provider';
import * as z from 'zod';

import type { QuarryAccount } from './quarry-account.ts';
import { readQuarryTicket } from './quarry-ticket.ts';

const thanksSchema = z.object({ ok: z.literal(true), result: z.literal('thanks') });

/** Tells Quarry whether an answer was right. */
export async function reportToQuarry(
  account: QuarryAccount,
  { ticket, judgement }: { readonly ticket: Ticket; readonly judgement: Judgement },
  context: CallContext,
): Promise<void> {
  const known = readQuarryTicket(ticket);
  if (known === undefined) {
    throw new ProviderError({
      code: 'report-refused',
      providerId: account.id,
      operation: 'report',
      message: `${account.id}: the ticket is none of quarry's`,
    });
  }
  const args = { ref: known.ref, good: judgement === 'accepted' };
  const question = { operation: 'report', call: 'judge', args } as const;
  await account.ask({ ...question, schema: thanksSchema }, context);
}
