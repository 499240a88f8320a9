import { defineProvider, type ProviderV1 } from '@understudy/core/provider';
import { undiciTransport } from '@understudy/core/wire';
import * as z from 'zod';

import { AcmeAccount } from './acme-account.ts';
import { type AcmeOptions, checkAcmeOptions } from './acme-options.ts';
import { pollAcme } from './acme-poll.ts';
import { acmeBatches, pollManyAtAcme } from './acme-poll-many.ts';
import { reportToAcme } from './acme-report.ts';
import { submitToAcme } from './acme-submit.ts';
import { acmeTaskTypes } from './acme-tasks.ts';

const balanceSchema = z.object({ fundsUsd: z.number() });

/**
 * An account at acme. Opens no connection: the first request does.
 * @throws {OptionsInvalidError} naming the option, and the nearest valid word where one was misspelt.
 */
export function acme(options: AcmeOptions): ProviderV1 {
  const settings = checkAcmeOptions(options);
  const transport = settings.transport ?? undiciTransport();
  const account = new AcmeAccount(settings, transport);
  return defineProvider({
    id: settings.id,
    // Two accounts at one address share a breaker; a test server of your own must not share it with the service.
    service: `acme@${new URL(settings.baseUrl).host}`,
    supports: {
      taskTypes: acmeTaskTypes,
      pricing: {
        kind: 'per-solve',
        price: { currency: 'USD', perThousand: { turnstile: 1.2, default: 3 } },
      },
      limits: {
        firstWaitMs: { turnstile: 5_000, default: 10_000 },
        pollFloorMs: 3_000,
        balanceFloorMs: 60_000,
      },
      batchPoll: acmeBatches,
      retention: { fromAcceptedMs: 600_000 },
      tokenLifetimeMs: { turnstile: 300_000, default: 120_000 },
    },
    submit: (task, context) => submitToAcme(account, task, context),
    poll: (ticket, context) => pollAcme(account, ticket, context),
    pollMany: (tickets, context) => pollManyAtAcme(account, tickets, context),
    report: (report, context) => reportToAcme(account, report, context),
    balance: async (context) => {
      const question = { operation: 'balance', path: '/v1/balance', fields: {} } as const;
      const { value } = await account.ask({ ...question, schema: balanceSchema }, context);
      return { amount: value.fundsUsd, currency: 'USD' };
    },
    close: async () => {
      if (settings.transport === undefined) await transport.close?.();
    },
  });
}
