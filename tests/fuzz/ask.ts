import type { CallContext, ProviderV1, Ticket } from '@understudy/core/provider';

import type { Question } from './question.ts';
import { callbackUrl } from './secrets.ts';

/** A call of a service's, as a router hands it to a provider. */
export interface HeardCallback {
  readonly method: 'GET' | 'POST';
  readonly text: string;
}

export interface AskedQuestion {
  readonly question: Question;
  readonly context: CallContext;
  readonly callback: HeardCallback;
}

/** Node itself hands over no longer one. */
const longestQuery = 16_000;

/** Puts a question to a provider. A provider without such a call gives undefined. */
export async function ask(
  provider: ProviderV1,
  { question, context, callback }: AskedQuestion,
): Promise<unknown> {
  const { operation, task, tickets, judgement } = question;
  const ticket: Ticket = tickets[0] ?? {};
  switch (operation) {
    case 'submit':
      return task === undefined ? undefined : await provider.submit(task, context);
    case 'poll':
      return await provider.poll(ticket, context);
    case 'pollMany':
      return await provider.pollMany?.(tickets, context);
    case 'balance':
      return await provider.balance?.(context);
    case 'capacity':
      return await provider.capacity?.(context);
    case 'report':
      return await provider.report?.({ ticket, judgement }, context);
    case 'readCallback': {
      const { method } = callback;
      const isGet = method === 'GET';
      // No router hands over a longer URL.
      const text = isGet ? callback.text.slice(0, longestQuery) : callback.text;
      return provider.readCallback?.({
        method,
        url: isGet ? `${callbackUrl}?${text}` : callbackUrl,
        headers: {},
        body: isGet ? '' : text,
        taskType: question.type,
      });
    }
  }
}
