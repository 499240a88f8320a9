import type { Solution } from '@understudy/core/provider';
import * as z from 'zod';

import type { QuarryTaskType } from './quarry-tasks.ts';

export const answerSchema = z.object({ token: z.string().min(1) });

/** A price that cannot be read must not cost the answer beside it. */
export const priceSchema = z.number().min(0).nullish().catch(undefined);

export interface PaidAnswer {
  readonly answer: z.output<typeof answerSchema>;
  readonly price?: number | null | undefined;
}

export interface SolvedByQuarry {
  readonly status: 'solved';
  readonly solution: Solution;
  readonly billed?: { readonly amount: number; readonly currency: 'USD' } | undefined;
}

export const solvedByQuarry = (
  type: QuarryTaskType,
  { answer, price }: PaidAnswer,
): SolvedByQuarry => ({
  status: 'solved',
  solution: { type, token: answer.token },
  billed: typeof price === 'number' ? { amount: price, currency: 'USD' } : undefined,
});
