import {
  type CallContext,
  type PollResult,
  ProviderError,
  type Submission,
  type Task,
} from '@understudy/core/provider';

import type { BirchAccount } from './birch-account.ts';

/** A reference, an answer, or both. Plain text that is cut off shows it by nothing but its missing end. */
const readLine = (line: string): { readonly id?: string; readonly text?: string } => {
  const id = /^ID (\S{1,200})[ \n]/.exec(line)?.[1];
  const text = /^(?:ID \S+ )?TEXT (\S[^\n]*)\n$/.exec(line)?.[1];
  return { ...(id !== undefined && { id }), ...(text !== undefined && { text }) };
};

/** Birch may answer at once: `ID 17 TEXT w7xk`. */
export async function submitToBirch(
  account: BirchAccount,
  { image }: Task<'image'>,
  context: CallContext,
): Promise<Submission> {
  // A picture comes as bytes, or as base64 text of either alphabet, with or without a prefix.
  const bytes =
    typeof image === 'string'
      ? Buffer.from(image.replace(/^data:[^,]*,/, ''), 'base64')
      : Buffer.from(image);
  const form = { picture: bytes.toString('base64') };
  const question = { operation: 'submit', path: '/jobs', form } as const;
  const { body } = await account.ask(question, context);
  const { id, text } = readLine(body);
  const ticket = id === undefined ? undefined : { id };
  if (text !== undefined) return { status: 'solved', solution: { type: 'image', text }, ticket };
  // A reference beside an answer that cannot be used is still one: the poll will say.
  if (ticket !== undefined) return { status: 'accepted', ticket };
  throw noReply(account.id, 'submit');
}

/** The id is part of the path, so it is encoded: it may come out of a database. */
export async function pollBirch(
  account: BirchAccount,
  id: string,
  context: CallContext,
): Promise<PollResult> {
  const path = `/jobs/${encodeURIComponent(id)}`;
  try {
    const { status, body } = await account.ask({ operation: 'poll', path }, context);
    if (status === 204) return { status: 'pending' };
    const { id: answered, text } = readLine(body);
    // An answer to another ticket says nothing about this one.
    if (text === undefined || (answered ?? id) !== id) throw noReply(account.id, 'poll');
    return { status: 'solved', solution: { type: 'image', text } };
  } catch (error) {
    if (ProviderError.isInstance(error) && error.code === 'ticket-lost') {
      return { status: 'failed', error };
    }
    throw error;
  }
}

const noReply = (providerId: string, operation: 'submit' | 'poll'): ProviderError =>
  new ProviderError({
    code: 'protocol-violated',
    providerId,
    operation,
    message: `${providerId}: the reply to the ${operation} is none of the protocol`,
  });
