import {
  type CallContext,
  type Judgement,
  type PollResult,
  ProviderError,
  type Submission,
  type Ticket,
} from '@understudy/core/provider';
import * as z from 'zod';

import type { HarborAccount } from './harbor-account.ts';
import { endsTheTicket } from './harbor-errors.ts';
import type { HarborTask } from './harbor-tasks.ts';

/** Digits only, as it goes into a path. Documented are 20; a longer one would be paid for just the same. */
const idSchema = z.string().regex(/^\d{1,64}$/);

const ticketSchema = z.object({ id: idSchema, type: z.enum(['turnstile', 'recaptcha-v2']) });

/** All that it takes to collect an answer: Harbor's id as it came, and the type of the task. */
type HarborTicket = z.output<typeof ticketSchema>;

/** Undefined when the ticket is none of Harbor's. */
const readTicket = (ticket: Ticket): HarborTicket | undefined =>
  ticketSchema.safeParse(ticket).data;

// What stands beside an answer must not cost the answer, hence `catch`.
const sideText = z.string().nullish().catch(undefined);

const acceptedSchema = z.object({ task: z.object({ id: idSchema }) });

const statusSchema = z.object({
  task: z.discriminatedUnion('state', [
    z.object({ state: z.literal('queued') }),
    z.object({ state: z.literal('working') }),
    z.object({
      state: z.literal('done'),
      token: z.string().min(1),
      userAgent: sideText,
      cost: sideText,
    }),
    z.object({
      state: z.literal('failed'),
      reason: sideText,
      refunded: z.boolean().nullish().catch(undefined),
    }),
  ]),
});

const balanceSchema = z.object({
  balance: z.string().regex(/^-?\d+(\.\d+)?$/),
  currency: z.string().min(1),
});

/** Exactly one paid request. Whatever goes wrong is thrown; nothing is tried again. */
export async function submitToHarbor(
  account: HarborAccount,
  task: HarborTask,
  context: CallContext,
): Promise<Submission> {
  const { value } = await account.ask(
    { operation: 'submit', method: 'POST', path: '/v1/tasks', fields: fieldsOf(task) },
    acceptedSchema,
    context,
  );
  const ticket = { id: value.task.id, type: task.type } satisfies HarborTicket;
  return { status: 'accepted', ticket };
}

function fieldsOf(task: HarborTask): Readonly<Record<string, unknown>> {
  const { siteKey, pageUrl: url } = task;
  switch (task.type) {
    case 'turnstile':
      return { kind: 'turnstile', siteKey, url, action: task.action, cdata: task.data };
    case 'recaptcha-v2':
      // Documented is `true` only.
      return { kind: 'recaptcha2', siteKey, url, invisible: task.invisible === true || undefined };
  }
}

/** Asks once. A resolved `failed` ends the ticket, a rejection says nothing about it. */
export async function pollHarbor(
  account: HarborAccount,
  ticket: Ticket,
  context: CallContext,
): Promise<PollResult> {
  const names = { providerId: account.id, operation: 'poll' } as const;
  const known = readTicket(ticket);
  if (known === undefined) {
    const message = `${account.id}: the ticket is none of Harbor's`;
    return {
      status: 'failed',
      error: new ProviderError({ ...names, code: 'ticket-lost', message }),
    };
  }
  try {
    const { value, raw } = await account.ask(
      { ...names, method: 'GET', path: `/v1/tasks/${known.id}` },
      statusSchema,
      context,
    );
    const { task } = value;
    switch (task.state) {
      case 'queued':
      case 'working':
        return { status: 'pending' };
      case 'done': {
        const extras = task.userAgent ? { userAgent: task.userAgent } : {};
        return {
          status: 'solved',
          solution: { type: known.type, token: task.token, ...extras },
          billed: billedOf(task.cost),
          raw,
        };
      }
      case 'failed': {
        const error = new ProviderError({
          ...names,
          code: 'task-unsolvable',
          message: `${account.id}: nobody could solve the task`,
          charged: task.refunded === true ? 'no' : 'yes',
          rawCode: task.reason ? account.redacted(task.reason) : undefined,
        });
        return { status: 'failed', error };
      }
    }
  } catch (error) {
    if (ProviderError.isInstance(error) && endsTheTicket.has(error.code)) {
      return { status: 'failed', error };
    }
    throw error;
  }
}

/** Harbor writes what it took as a decimal text. Its prices are in dollars. */
function billedOf(cost: string | null | undefined) {
  if (typeof cost !== 'string' || !/^\d{1,9}(\.\d+)?$/.test(cost)) return undefined;
  return { amount: Number(cost), currency: 'USD' } as const;
}

/** Tells Harbor whether an answer was right. @throws {ProviderError} `report-refused` when it will not hear it. */
export async function reportToHarbor(
  account: HarborAccount,
  { ticket, judgement }: { readonly ticket: Ticket; readonly judgement: Judgement },
  context: CallContext,
): Promise<void> {
  const known = readTicket(ticket);
  if (known === undefined) {
    throw new ProviderError({
      code: 'report-refused',
      providerId: account.id,
      operation: 'report',
      message: `${account.id}: the ticket is none of Harbor's`,
    });
  }
  await account.tell(
    {
      operation: 'report',
      method: 'POST',
      path: `/v1/tasks/${known.id}/verdict`,
      fields: { right: judgement === 'accepted' },
    },
    context,
  );
}

export async function balanceAtHarbor(account: HarborAccount, context: CallContext) {
  const { value } = await account.ask(
    { operation: 'balance', method: 'GET', path: '/v1/account' },
    balanceSchema,
    context,
  );
  return { amount: Number(value.balance), currency: value.currency };
}
