import {
  type CallContext,
  type PollResult,
  ProviderError,
  type ProviderV1,
  type Ticket,
} from '@understudy/core/provider';
import * as z from 'zod';

import type { QuarryAccount } from './quarry-account.ts';
import { answerSchema, priceSchema, solvedByQuarry } from './quarry-solution.ts';
import { type QuarryTicket, readQuarryTicket } from './quarry-ticket.ts';

/** Entries are read one by one, so that one that is illegible does not spoil the others. */
const lookSchema = z.object({ ok: z.literal(true), result: z.record(z.string(), z.unknown()) });

const entrySchema = z.discriminatedUnion('at', [
  z.object({ at: z.literal('waiting') }),
  z.object({ at: z.literal('ready'), answer: answerSchema, price: priceSchema }),
  z.object({
    at: z.literal('dead'),
    why: z.enum(['hard', 'timeout']).optional().catch(undefined),
    charged: z.boolean().optional().catch(undefined),
  }),
  z.object({ at: z.literal('expired') }),
]);

const maxBatchBytes = 1_048_576;

/** Asks once. A resolved `failed` ends the ticket, a rejection says nothing about it. */
export async function pollQuarry(
  account: QuarryAccount,
  ticket: Ticket,
  context: CallContext,
): Promise<PollResult> {
  const known = readQuarryTicket(ticket);
  if (known === undefined) return lost(account, "the ticket is none of quarry's");
  const entries = await look(account, [known.ref], context);
  if (!entries.has(known.ref)) return lost(account, 'the service does not know the ticket');
  const result = resultOf(account, known, entries.get(known.ref));
  if (result !== undefined) return result;
  throw new ProviderError({
    code: 'protocol-violated',
    providerId: account.id,
    operation: 'poll',
    message: `${account.id}: what the service says of the ticket cannot be read`,
  });
}

/** One request for all of them, one entry for each, in the order of the tickets. */
export async function pollManyAtQuarry(
  account: QuarryAccount,
  tickets: readonly Ticket[],
  context: CallContext,
): ReturnType<NonNullable<ProviderV1['pollMany']>> {
  const known = tickets.map(readQuarryTicket);
  const refs = [...new Set(known.flatMap((ticket) => ticket?.ref ?? []))];
  const entries =
    refs.length === 0 ? new Map<string, unknown>() : await look(account, refs, context);
  return known.map((ticket) => {
    if (ticket === undefined) return lost(account, "the ticket is none of quarry's");
    // Missing or illegible: `poll` says what is wrong.
    return resultOf(account, ticket, entries.get(ticket.ref)) ?? { status: 'unanswered' };
  });
}

async function look(
  account: QuarryAccount,
  refs: readonly string[],
  context: CallContext,
): Promise<ReadonlyMap<string, unknown>> {
  const question = { operation: 'poll', call: 'look', args: { refs } } as const;
  const { value } = await account.ask(
    { ...question, schema: lookSchema, maxBodyBytes: maxBatchBytes },
    context,
  );
  return new Map(Object.entries(value.result));
}

/** Undefined for an entry that cannot be read. */
function resultOf(
  account: QuarryAccount,
  { type }: QuarryTicket,
  said: unknown,
): PollResult | undefined {
  const entry = entrySchema.safeParse(said).data;
  switch (entry?.at) {
    case undefined:
      return undefined;
    case 'waiting':
      return { status: 'pending' };
    case 'ready':
      return { ...solvedByQuarry(type, entry), raw: account.rawOf(said) };
    case 'expired':
      return lost(account, 'the ticket has expired', 'expired');
    case 'dead': {
      const error = new ProviderError({
        code: 'task-unsolvable',
        providerId: account.id,
        operation: 'poll',
        message: `${account.id}: nobody could solve the task`,
        // Only a clear `false` is a refund.
        charged: entry.charged === false ? 'no' : 'yes',
        rawCode: entry.why === undefined ? 'dead' : `dead:${entry.why}`,
      });
      return { status: 'failed', error };
    }
  }
}

function lost(
  account: QuarryAccount,
  what: string,
  rawCode?: string,
): Extract<PollResult, { readonly status: 'failed' }> {
  const error = new ProviderError({
    code: 'ticket-lost',
    providerId: account.id,
    operation: 'poll',
    message: `${account.id}: ${what}`,
    rawCode,
  });
  return { status: 'failed', error };
}
