import type { CallContext, Submission, Task } from '@understudy/core/provider';
import * as z from 'zod';

import type { QuarryAccount } from './quarry-account.ts';
import { answerSchema, priceSchema, solvedByQuarry } from './quarry-solution.ts';
import type { QuarryTaskType } from './quarry-tasks.ts';
import { type QuarryTicket, refSchema } from './quarry-ticket.ts';

/** A ref or an answer is what was paid for: either of them counts, whatever stands beside it. */
const acceptedSchema = z.object({
  result: z.union([
    z.object({
      ref: refSchema.optional().catch(undefined),
      answer: answerSchema,
      price: priceSchema,
    }),
    // No answer, or one that is none: a look at the ref finds out.
    z.object({
      ref: refSchema,
      answer: z
        .unknown()
        .optional()
        .transform(() => undefined),
    }),
  ]),
});

const typeNames = { turnstile: 'Turnstile', 'recaptcha-v3': 'ReCaptchaV3' } as const;

/** Exactly one paid request. Whatever goes wrong is thrown; nothing is tried again. */
export async function submitToQuarry(
  account: QuarryAccount,
  task: Task<QuarryTaskType>,
  context: CallContext,
): Promise<Submission> {
  const { type, siteKey, pageUrl, action } = task;
  const minScore = task.type === 'recaptcha-v3' ? task.minScore : undefined;
  const args = { type: typeNames[type], key: siteKey, page: pageUrl, action, minScore };
  const question = { operation: 'submit', call: 'solve', args } as const;
  const { value, raw } = await account.ask({ ...question, schema: acceptedSchema }, context);
  const { result } = value;
  if (result.answer !== undefined) {
    const paid = { answer: result.answer, price: result.price };
    // The ticket is there for the judgement.
    const ticket: QuarryTicket | undefined =
      result.ref === undefined ? undefined : { ref: result.ref, type };
    return { ...solvedByQuarry(type, paid), ticket, raw };
  }
  return { status: 'accepted', ticket: { ref: result.ref, type } satisfies QuarryTicket };
}
