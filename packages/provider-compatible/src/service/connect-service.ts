import { defineProvider, OptionsInvalidError, type ProviderV1 } from '@understudy/core/provider';
import { undiciTransport } from '@understudy/core/wire';

import { AccountSecrets } from '../account/account-secrets.ts';
import { fingerprintOf } from '../account/read-api-key.ts';
import type { AccountOptions } from '../options/account-options.ts';
import { limitsOf, pricingOf } from '../options/with-account.ts';
import type { DialectName, Profile } from '../profile/profile.ts';
import type { Connection } from './exchange.ts';
import { openDialect, type OpenedDialect } from './open-dialect.ts';
import { ServiceCalls } from './service-calls.ts';
import type { BatchPoll } from './wire-call.ts';

export interface ServiceAccount {
  /** Names the factory in errors about its options. */
  readonly owner: string;
  readonly profile: Profile;
  readonly dialect?: DialectName | undefined;
  /** Already validated by `accountOptionShape`. */
  readonly account: AccountOptions & { readonly apiKey: NonNullable<AccountOptions['apiKey']> };
}

/** Makes a provider out of a profile and an account. Opens nothing: the first request does. */
export function connectService({
  owner,
  profile,
  dialect: chosen,
  account,
}: ServiceAccount): ProviderV1 {
  const { apiKey, proxyUrl, softId, id = profile.name } = account;
  const opened = openDialect({
    profile,
    dialect: chosen ?? profile.defaultDialect,
    providerId: id,
    softId,
  });
  if (opened === undefined) throw invalid(owner, 'dialect', `${profile.name} does not speak it`);
  const baseUrl = account.baseUrl ?? opened.baseUrl;
  if (baseUrl === undefined)
    throw invalid(owner, 'baseUrl', 'is missing: say where the service answers');

  const transport = account.transport ?? undiciTransport({ proxyUrl });
  const connection: Connection = {
    providerId: id,
    baseUrl,
    apiKey,
    transport,
    secrets: new AccountSecrets(proxyUrl),
    reading: profile,
  };
  const calls = new ServiceCalls({
    connection,
    dialect: opened.dialect,
    taskTypes: new Set(Object.keys(opened.taskTypes)),
    images: profile.images,
    currency: profile.currency ?? account.price?.currency,
  });
  const batchPoll = batchPollOf(opened);
  const { readCallback } = opened.dialect;
  return defineProvider({
    id,
    service:
      account.baseUrl === undefined ? profile.name : `${profile.name}@${new URL(baseUrl).host}`,
    supports: {
      taskTypes: opened.taskTypes,
      pricing: pricingOf(profile, account),
      limits: limitsOf(profile, account),
      retention: profile.retention,
      tokenLifetimeMs: profile.tokenLifetimeMs,
      ...(batchPoll === undefined ? {} : { batchPoll }),
    },
    submit: (task, context) => calls.submit(task, context),
    poll: (ticket, context) => calls.poll(ticket, context),
    ...(batchPoll === undefined
      ? {}
      : { pollMany: (tickets, context) => calls.pollMany(tickets, context) }),
    ...(readCallback === undefined ? {} : { readCallback }),
    report: (report, context) => calls.report(report, context),
    balance: (context) => calls.balance(context),
    ...(opened.dialect.capacity === undefined
      ? {}
      : { capacity: (context) => calls.capacity(context) }),
    credentialsFingerprint: () => fingerprintOf({ apiKey, providerId: id }),
    // A transport that was handed in belongs to whoever made it.
    close: async () => {
      if (account.transport === undefined) await transport.close?.();
    },
  });
}

/** Of the types that may be asked about together, those that the account takes. */
function batchPollOf({
  dialect: { batch },
  taskTypes: declared,
}: OpenedDialect): BatchPoll | undefined {
  const taskTypes = batch?.taskTypes.filter((taskType) => Object.hasOwn(declared, taskType)) ?? [];
  return batch === undefined || taskTypes.length === 0
    ? undefined
    : { maxTickets: batch.maxTickets, taskTypes };
}

const invalid = (owner: string, option: string, problem: string): OptionsInvalidError =>
  new OptionsInvalidError({ option, message: `${owner}: option "${option}": ${problem}` });
