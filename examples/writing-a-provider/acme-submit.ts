import type { CallContext, Submission, Task } from '@understudy/core/provider';
import * as z from 'zod';

import type { AcmeAccount } from './acme-account.ts';
import type { AcmeTicket } from './acme-ticket.ts';

const acceptedSchema = z.object({ id: z.string().min(1).max(200) });

/** Exactly one paid request. Whatever goes wrong is thrown; nothing is tried again. */
export async function submitToAcme(
  account: AcmeAccount,
  task: Task<'turnstile' | 'acme-slider'>,
  context: CallContext,
): Promise<Submission> {
  const { type, ...fields } = task;
  const { value } = await account.ask(
    {
      operation: 'submit',
      path: '/v1/tasks',
      fields: { kind: type, ...fields },
      schema: acceptedSchema,
    },
    context,
  );
  const ticket = { id: value.id, type } satisfies AcmeTicket;
  return { status: 'accepted', ticket };
}
