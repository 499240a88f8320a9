import { defineProvider, type ProviderV1 } from '@understudy/core/provider';
import { undiciTransport } from '@understudy/core/wire';
import * as z from 'zod';

import { QuarryAccount } from './quarry-account.ts';
import { checkQuarryOptions, type QuarryOptions } from './quarry-options.ts';
import { pollManyAtQuarry, pollQuarry } from './quarry-poll.ts';
import { reportToQuarry } from './quarry-report.ts';
import { submitToQuarry } from './quarry-submit.ts';
import { quarryTaskTypes } from './quarry-tasks.ts';

export type { QuarryOptions } from './quarry-options.ts';

const purseSchema = z.object({ ok: z.literal(true), result: z.object({ usd: z.number() }) });

/**
 * An account at Quarry. Opens no connection: the first request does.
 * @throws {OptionsInvalidError} naming the option, and the nearest valid word where one was misspelt.
 */
export function quarry(options: QuarryOptions): ProviderV1 {
  const settings = checkQuarryOptions(options);
  const transport = settings.transport ?? undiciTransport();
  const account = new QuarryAccount(settings, transport);
  return defineProvider({
    id: settings.id,
    service: `quarry@${new URL(settings.baseUrl).host}`,
    supports: {
      taskTypes: quarryTaskTypes,
      pricing: {
        kind: 'per-solve',
        price: { currency: 'USD', perThousand: { turnstile: 0.8, default: 1.2 } },
      },
      limits: { firstWaitMs: 3_000, pollFloorMs: 2_000 },
      retention: { fromAcceptedMs: 900_000 },
      tokenLifetimeMs: { turnstile: 300_000, default: 120_000 },
      batchPoll: { maxTickets: 50, taskTypes: ['turnstile', 'recaptcha-v3'] },
    },
    submit: (task, context) => submitToQuarry(account, task, context),
    poll: (ticket, context) => pollQuarry(account, ticket, context),
    pollMany: (tickets, context) => pollManyAtQuarry(account, tickets, context),
    report: (report, context) => reportToQuarry(account, report, context),
    balance: async (context) => {
      const question = { operation: 'balance', call: 'purse', args: {} } as const;
      const { value } = await account.ask({ ...question, schema: purseSchema }, context);
      return { amount: value.result.usd, currency: 'USD' };
    },
    close: async () => {
      if (settings.transport === undefined) await transport.close?.();
    },
  });
}
