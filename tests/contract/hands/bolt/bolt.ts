import { defineProvider, type ProviderV1 } from '@understudy/core/provider';
import { undiciTransport } from '@understudy/core/wire';

import { BoltAccount } from './bolt-account.ts';
import { balanceAtBolt, pollBolt, reportToBolt, submitToBolt } from './bolt-calls.ts';
import { type BoltOptions, checkBoltOptions } from './bolt-options.ts';
import { boltTaskTypes } from './bolt-tasks.ts';

export type { BoltOptions } from './bolt-options.ts';

/**
 * An account at Bolt. Opens no connection: the first request does.
 * @throws {OptionsInvalidError} naming the option, and the nearest valid word where one was misspelt.
 */
export function bolt(options: BoltOptions): ProviderV1 {
  const settings = checkBoltOptions(options);
  const transport = settings.transport ?? undiciTransport();
  const account = new BoltAccount(settings, transport);
  return defineProvider({
    id: settings.id,
    // Two accounts at one address share a breaker; a test server of your own must not share it with the service.
    service: `bolt@${new URL(settings.baseUrl).host}`,
    supports: {
      taskTypes: boltTaskTypes,
      pricing: {
        kind: 'per-solve',
        price: { currency: 'USD', perThousand: { hcaptcha: 0.9, image: 0.4 } },
      },
      limits: { firstWaitMs: 5_000, pollFloorMs: 3_000, balanceFloorMs: 60_000 },
      // Bolt counts from the answer and not from acceptance, so nothing is claimed about the latter.
      retention: { afterSolvedMs: 300_000 },
      // An hCaptcha token holds for two minutes. What a picture says does not expire; a day stands for that.
      tokenLifetimeMs: { hcaptcha: 120_000, default: 86_400_000 },
    },
    submit: (task, context) => submitToBolt(account, task, context),
    poll: (ticket, context) => pollBolt(account, ticket, context),
    report: (report, context) => reportToBolt(account, report, context),
    balance: async (context) => ({
      amount: await balanceAtBolt(account, context),
      currency: 'USD',
    }),
    close: async () => {
      if (settings.transport === undefined) await transport.close?.();
    },
  });
}
