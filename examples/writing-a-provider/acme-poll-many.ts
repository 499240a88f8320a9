import type { CallContext, PollManyEntry, Ticket } from '@understudy/core/provider';
import * as z from 'zod';

import type { AcmeAccount } from './acme-account.ts';
import { resultOf, statusSchema } from './acme-status.ts';
import { type AcmeTicket, foreignTicket, readAcmeTicket } from './acme-ticket.ts';

/** Types whose answers can be told apart in one reply: all of acme's, because each entry names its id. */
export const acmeBatches = { maxTickets: 20, taskTypes: ['turnstile', 'acme-slider'] } as const;

/** The entries are read one by one: what is odd about one says nothing about its neighbours. */
const listSchema = z.object({ tasks: z.array(z.unknown()) });
const entrySchema = z.object({ id: z.string().min(1) }).and(statusSchema);

/** One request for several tickets. @throws {ProviderError} for whatever is no list: that says nothing about any ticket. */
export async function pollManyAtAcme(
  account: AcmeAccount,
  tickets: readonly Ticket[],
  context: CallContext,
): Promise<readonly PollManyEntry[]> {
  const known = tickets.map(readAcmeTicket);
  const ids = known.flatMap((ticket) => (ticket === undefined ? [] : [ticket.id]));
  const fields = { ids };
  const question = { operation: 'poll', path: '/v1/tasks/list', fields } as const;
  // Twenty answers are longer than one.
  const bounds = { schema: listSchema, maxBodyBytes: 262_144 };
  const listed =
    ids.length === 0 ? [] : (await account.ask({ ...question, ...bounds }, context)).value.tasks;
  const entries = new Map(
    listed.flatMap((entry) => {
      const status = entrySchema.safeParse(entry).data;
      return status === undefined ? [] : [[status.id, status] as const];
    }),
  );
  return known.map((ticket) => {
    if (ticket === undefined) return foreignTicket(account.id);
    return entryOf(entries.get(ticket.id), { account, type: ticket.type });
  });
}

/** A ticket that the reply does not speak of is asked about alone next time, which says what became of it. */
function entryOf(
  status: z.output<typeof entrySchema> | undefined,
  whose: { readonly account: AcmeAccount; readonly type: AcmeTicket['type'] },
): PollManyEntry {
  if (status === undefined) return { status: 'unanswered' };
  try {
    return resultOf(status, whose);
  } catch {
    return { status: 'unanswered' };
  }
}
