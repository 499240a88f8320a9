import {
  type CallContext,
  type Judgement,
  type PollResult,
  ProviderError,
  type Solution,
  type Submission,
  type Task,
  type Ticket,
} from '@understudy/core/provider';

import type { BoltAccount } from './bolt-account.ts';
import { endsTheTicket } from './bolt-errors.ts';
import { toBase64 } from './bolt-tasks.ts';
import { type BoltTicket, idSchema, readBoltTicket } from './bolt-ticket.ts';

type BoltTask = Task<'hcaptcha' | 'image'>;

/** Exactly one paid request. Whatever goes wrong is thrown; nothing is tried again. */
export async function submitToBolt(
  account: BoltAccount,
  task: BoltTask,
  context: CallContext,
): Promise<Submission> {
  const { value: id } = await account.ask(
    { operation: 'submit', path: '/submit', fields: fieldsOf(task), read: readId },
    context,
  );
  const ticket = { id, type: task.type } satisfies BoltTicket;
  return { status: 'accepted', ticket };
}

function fieldsOf(task: BoltTask): Readonly<Record<string, string>> {
  switch (task.type) {
    case 'hcaptcha':
      return { type: 'hcaptcha', sitekey: task.siteKey, page: task.pageUrl };
    case 'image': {
      // The schema puts out base64, which the type of the task does not know.
      const { image } = task;
      return { type: 'image', picture: typeof image === 'string' ? image : toBase64(image) };
    }
  }
}

const readId = (text: string): string | undefined =>
  text.startsWith('OK:') ? idSchema.safeParse(text.slice(3).trim()).data : undefined;

type Result =
  | { readonly state: 'wait' | 'fail' | 'gone' }
  | { readonly state: 'done'; readonly answer: string };

function readResult(text: string): Result | undefined {
  switch (text.trim()) {
    case 'WAIT':
      return { state: 'wait' };
    case 'FAIL':
      return { state: 'fail' };
    case 'GONE':
      return { state: 'gone' };
  }
  if (!text.startsWith('DONE:')) return undefined;
  // Everything behind the first colon, as it came. An empty answer is none.
  const answer = text.slice(5);
  return answer.trim() === '' ? undefined : { state: 'done', answer };
}

/** Asks once. A resolved `failed` ends the ticket, a rejection says nothing about it. */
export async function pollBolt(
  account: BoltAccount,
  ticket: Ticket,
  context: CallContext,
): Promise<PollResult> {
  const names = { providerId: account.id, operation: 'poll' } as const;
  const known = readBoltTicket(ticket);
  if (known === undefined) {
    const message = `${account.id}: the ticket is none of Bolt's`;
    const error = new ProviderError({ ...names, code: 'ticket-lost', message });
    return { status: 'failed', error };
  }
  const fields = { id: known.id };
  try {
    const { value, raw } = await account.ask(
      { operation: 'poll', path: '/result', fields, read: readResult },
      context,
    );
    switch (value.state) {
      case 'wait':
        return { status: 'pending' };
      case 'done':
        return { status: 'solved', solution: solutionOf(known.type, value.answer), raw };
      case 'fail': {
        const message = `${account.id}: nobody could solve the task; it was refunded`;
        const what = { code: 'task-unsolvable', charged: 'no', rawCode: 'FAIL', message } as const;
        return { status: 'failed', error: new ProviderError({ ...names, ...what }) };
      }
      case 'gone': {
        const message = `${account.id}: the task is not known there, or no longer`;
        const what = { code: 'ticket-lost', rawCode: 'GONE', message } as const;
        return { status: 'failed', error: new ProviderError({ ...names, ...what }) };
      }
    }
  } catch (error) {
    if (ProviderError.isInstance(error) && endsTheTicket.has(error.code)) {
      return { status: 'failed', error };
    }
    throw error;
  }
}

function solutionOf(type: BoltTicket['type'], answer: string): Solution {
  switch (type) {
    case 'hcaptcha':
      return { type, token: answer };
    case 'image':
      return { type, text: answer };
  }
}

const readHeard = (text: string): 'OK' | 'LATE' | undefined => {
  const word = text.trim();
  return word === 'OK' || word === 'LATE' ? word : undefined;
};

/**
 * Tells Bolt that an answer was wrong. There is no way to tell it that one was right: then nothing is sent.
 * @throws {ProviderError} `report-refused` when Bolt will not hear it.
 */
export async function reportToBolt(
  account: BoltAccount,
  { ticket, judgement }: { readonly ticket: Ticket; readonly judgement: Judgement },
  context: CallContext,
): Promise<void> {
  if (judgement === 'accepted') return;
  const names = { providerId: account.id, operation: 'report', code: 'report-refused' } as const;
  const known = readBoltTicket(ticket);
  if (known === undefined) {
    throw new ProviderError({ ...names, message: `${account.id}: the ticket is none of Bolt's` });
  }
  const fields = { id: known.id };
  const { value } = await account.ask(
    { operation: 'report', path: '/bad', fields, read: readHeard },
    context,
  );
  if (value === 'LATE') {
    const message = `${account.id}: the judgement came later than 2 minutes`;
    throw new ProviderError({ ...names, message, rawCode: 'LATE' });
  }
}

const readDollars = (text: string): number | undefined =>
  /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text.trim()) ? Number(text.trim()) : undefined;

/** The balance in dollars. */
export async function balanceAtBolt(account: BoltAccount, context: CallContext): Promise<number> {
  const { value } = await account.ask(
    { operation: 'balance', path: '/money', fields: {}, read: readDollars },
    context,
  );
  return value;
}
