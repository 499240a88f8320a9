import { type PollResult, ProviderError, type Solution } from '@understudy/core/provider';

import type { AcmeAccount } from './acme-account.ts';
import type { AcmeTicket } from './acme-ticket.ts';

export interface DoneAtAcme {
  readonly answer: string | number;
  readonly userAgent?: string | null | undefined;
  readonly priceUsd?: number | null | undefined;
}

/** @throws {ProviderError} when the answer is none to a task of that type. */
export function solvedByAcme(
  { answer, userAgent, priceUsd }: DoneAtAcme,
  { account, type }: { readonly account: AcmeAccount; readonly type: AcmeTicket['type'] },
): Extract<PollResult, { readonly status: 'solved' }> {
  const solution = solutionOf(type, answer);
  if (solution === undefined) {
    throw new ProviderError({
      code: 'protocol-violated',
      providerId: account.id,
      operation: 'poll',
      message: `${account.id}: the answer is none to a task of type "${type}"`,
    });
  }
  // A token may hold only for the browser that it came with, so what stands beside it is passed on.
  const extras = typeof userAgent === 'string' ? { userAgent } : {};
  const billed = typeof priceUsd === 'number' ? { amount: priceUsd, currency: 'USD' } : undefined;
  return { status: 'solved', solution: { ...solution, ...extras }, billed };
}

function solutionOf(type: AcmeTicket['type'], answer: string | number): Solution | undefined {
  switch (type) {
    case 'turnstile':
      return typeof answer === 'string' ? { type, token: answer } : undefined;
    case 'acme-slider':
      return typeof answer === 'number' ? { type, offsetPx: answer } : undefined;
  }
}
