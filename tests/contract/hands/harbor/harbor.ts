import { defineProvider, type ProviderV1 } from '@understudy/core/provider';
import { undiciTransport } from '@understudy/core/wire';

import { HarborAccount } from './harbor-account.ts';
import { balanceAtHarbor, pollHarbor, reportToHarbor, submitToHarbor } from './harbor-calls.ts';
import { checkHarborOptions, type HarborOptions } from './harbor-options.ts';
import { harborTaskTypes } from './harbor-tasks.ts';

export type { HarborOptions } from './harbor-options.ts';

/**
 * An account at Harbor. Opens no connection: the first request does.
 * @throws {OptionsInvalidError} naming the option, and the nearest valid word where one was misspelt.
 */
export function harbor(options: HarborOptions): ProviderV1 {
  const settings = checkHarborOptions(options);
  const transport = settings.transport ?? undiciTransport();
  const account = new HarborAccount(settings, transport);
  return defineProvider({
    id: settings.id,
    // Two accounts at one address share a breaker; a test server must not share it with the service.
    service: `harbor@${new URL(settings.baseUrl).host}`,
    supports: {
      taskTypes: harborTaskTypes,
      pricing: {
        kind: 'per-solve',
        price: { currency: 'USD', perThousand: { default: 2.1 } },
      },
      limits: {
        firstWaitMs: { default: 4_000 },
        pollFloorMs: 2_000,
        balanceFloorMs: 60_000,
      },
      retention: { fromAcceptedMs: 600_000 },
      // Harbor says nothing of it: what the tokens are known to live.
      tokenLifetimeMs: { turnstile: 300_000, default: 120_000 },
    },
    submit: (task, context) => submitToHarbor(account, task, context),
    poll: (ticket, context) => pollHarbor(account, ticket, context),
    report: (report, context) => reportToHarbor(account, report, context),
    balance: (context) => balanceAtHarbor(account, context),
    close: async () => {
      if (settings.transport === undefined) await transport.close?.();
    },
  });
}
