import type { PollResult, ProviderV1 } from '@understudy/core/provider';

import { altered, broken, type ContractMutant, failing, rereading, sending } from './broken.ts';

/** A provider whose polls end in another way. */
const polling =
  (change: (poll: () => Promise<PollResult>, ticket: unknown) => Promise<PollResult>) =>
  (inner: ProviderV1): ProviderV1 => ({
    ...inner,
    poll: async (ticket, context) =>
      await change(async () => await inner.poll(ticket, context), ticket),
  });

/** A poll whose errors of one code are taken for something else. */
const taking = (
  code: string,
  as: (error: never) => PollResult,
): ((inner: ProviderV1) => ProviderV1) =>
  polling(async (poll) => {
    try {
      const result = await poll();
      // The code was compared: it is an error.
      return result.status === 'failed' && result.error.code === code
        ? as(result.error as never)
        : result;
    } catch (error) {
      if (Object(error).code === code) return as(error as never);
      throw error;
    }
  });

const forEver = async (): Promise<never> => await new Promise(() => undefined);
const pending = (): PollResult => ({ status: 'pending' });
const failed = (error: never): PollResult => ({ status: 'failed', error });

const onSolved = (
  change: (result: Extract<PollResult, { status: 'solved' }>) => PollResult,
): ((inner: ProviderV1) => ProviderV1) =>
  polling(async (poll) => {
    const result = await poll();
    return result.status === 'solved' ? change(result) : result;
  });

/** What adapters get wrong about polls and tickets. */
export const pollMutants: readonly ContractMutant[] = [
  broken('knows one spelling of "not ready"', 'C01', {
    transport: rereading('poll', (body) => body.replace('CAPTCHA_NOT_READY', 'ERROR_NOT_READY')),
  }),
  broken('cuts tokens at the first bar', 'C02', {
    provider: onSolved((result) => {
      const { token, ...rest } = Object(result.solution);
      return { ...result, solution: { ...rest, token: String(token).split('|')[0] } };
    }),
  }),
  broken('books an unsolvable task as paid', 'C03', {
    provider: failing((error) =>
      error.code === 'task-unsolvable' ? altered(error, { charged: 'yes' }) : error,
    ),
  }),
  broken('takes an unknown word for "not ready"', 'C04', {
    provider: taking('unclassified', pending),
  }),
  broken('does not look at errorId', 'C05', {
    transport: rereading('poll', (body) =>
      body.includes('"solution"')
        ? body.replaceAll(/"errorId":\d+/g, '"errorId":0').replaceAll(/"errorCode":"\w+",?/g, '')
        : body,
    ),
  }),
  broken('waits for ever when an answer is none', 'C05', {
    provider: polling(async (poll) => {
      try {
        return await poll();
      } catch {
        return await forEver();
      }
    }),
  }),
  broken('takes an unknown status for an answer', 'C05', {
    transport: rereading('poll', (body) => body.replace('"queued"', '"ready"')),
  }),
  broken('asks twice per poll', 'C06', {
    transport: sending(async (send, request, signals) => {
      if (request.operation === 'poll') await send(request, signals).catch(() => undefined);
      return await send(request, signals);
    }),
  }),
  broken('takes an unknown id for "not ready"', 'C08', {
    provider: taking('ticket-lost', pending),
  }),
  broken('drops the word of a lost ticket', 'C09', {
    provider: failing((error) => {
      const { code, charged, message, providerId, operation } = error;
      return code === 'ticket-lost'
        ? altered(error, { code, charged, message, providerId, operation, rawCode: 'LOST' })
        : error;
    }),
  }),
  broken('is right at first, and wrong the second time', 'C10', {
    provider: (inner) => {
      const seen = new Set<string>();
      return onSolvedOnce(inner, seen);
    },
  }),
  broken('looks at the status before the answer', 'C11', {
    transport: sending(async (send, request, signals) => {
      const response = await send(request, signals);
      return request.operation === 'poll' && response.status >= 400
        ? { ...response, body: '' }
        : response;
    }),
  }),
  broken('ends a ticket by a 502', 'C12', { provider: taking('provider-unavailable', failed) }),
  broken('wants numbers where services send texts', 'C13', {
    transport: rereading('poll', (body) => body.replace('"errorId":"0"', '"errorId":"9"')),
  }),
  broken('books a cost of 0 that nobody named', 'C14', {
    provider: onSolved((result) => ({
      ...result,
      billed: result.billed ?? { amount: 0, currency: 'USD' },
    })),
  }),
  broken('drops the user agent that a token holds for', 'C15', {
    provider: onSolved((result) => {
      const { userAgent: _, ...solution } = Object(result.solution);
      return { ...result, solution };
    }),
  }),
  broken('fills up a batch that is short', 'C16', {
    dialect: '2captcha',
    transport: rereading('poll', (body) => {
      const parts = body.split('|');
      return parts.length === 2 ? body.replace('|', '|CAPCHA_NOT_READY|') : body;
    }),
  }),
  broken('waits for ever for the rest of a batch', 'C16', {
    dialect: '2captcha',
    provider: (inner) => ({
      ...inner,
      pollMany: async (tickets, context) => {
        const entries = (await inner.pollMany?.(tickets, context)) ?? [];
        const isWhole = entries.every(({ status }) => status !== 'unanswered');
        return isWhole ? entries : await forEver();
      },
    }),
  }),
  broken('answers a batch in another order', 'H05', {
    dialect: '2captcha',
    provider: (inner) => ({
      ...inner,
      pollMany: async (tickets, context) =>
        ((await inner.pollMany?.(tickets, context)) ?? []).toReversed(),
    }),
  }),
  broken('asks for tickets that it cannot read', 'C17', {
    provider: (inner) => ({
      ...inner,
      poll: async (ticket, context) =>
        await inner.poll({ type: 'turnstile', ...ticket, id: '1' }, context),
    }),
  }),
  broken('forgets its tickets with the process', 'C18', {
    provider: (inner) => {
      const own = new Set<string>();
      return {
        ...inner,
        submit: async (task, context) => {
          const submission = await inner.submit(task, context);
          own.add(JSON.stringify(submission.ticket));
          return submission;
        },
        poll: async (ticket, context) =>
          await inner.poll(own.has(JSON.stringify(ticket)) ? ticket : {}, context),
      };
    },
  }),
  broken('gives every solution the same type', 'C20', {
    provider: onSolved((result) => ({
      ...result,
      solution: { ...Object(result.solution), type: 'turnstile' },
    })),
  }),
];

const onSolvedOnce = (inner: ProviderV1, seen: Set<string>): ProviderV1 =>
  polling(async (poll, ticket) => {
    const result = await poll();
    const key = JSON.stringify(ticket);
    if (result.status !== 'solved' || !seen.has(key)) {
      if (result.status === 'solved') seen.add(key);
      return result;
    }
    return { status: 'pending' };
  })(inner);
