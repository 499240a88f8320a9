import {
  type CallContext,
  type Judgement,
  ProviderError,
  type Ticket,
} from '@understudy/core/provider';
import * as z from 'zod';

import type { AcmeAccount } from './acme-account.ts';
import { readAcmeTicket } from './acme-ticket.ts';

const heardSchema = z.object({ heard: z.literal(true) });

/** Tells acme whether an answer was right. @throws {ProviderError} `report-refused` when acme will not hear it. */
export async function reportToAcme(
  account: AcmeAccount,
  { ticket, judgement }: { readonly ticket: Ticket; readonly judgement: Judgement },
  context: CallContext,
): Promise<void> {
  const known = readAcmeTicket(ticket);
  if (known === undefined) {
    throw new ProviderError({
      code: 'report-refused',
      providerId: account.id,
      operation: 'report',
      message: `${account.id}: the ticket is none of acme's`,
    });
  }
  const fields = { id: known.id, right: judgement === 'accepted' };
  const question = { operation: 'report', path: '/v1/reports', fields } as const;
  await account.ask({ ...question, schema: heardSchema }, context);
}
