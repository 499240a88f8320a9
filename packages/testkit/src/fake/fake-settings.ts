import { type Clock, OptionsInvalidError } from '@understudy/core/provider';
import { systemClock } from '@understudy/core/testing';
import type * as z from 'zod';

import type { AccountInit } from '../core/account.ts';
import type { GateInit } from '../core/gate.ts';
import type { FakePrice } from '../core/price.ts';
import type { SolveTime } from '../core/solve-time.ts';
import type { FakeRetention } from '../core/task-table.ts';
import type { FakeCapacity } from '../core/workers.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { type DialectName, dialects } from '../dialects/dialects.ts';
import type { ServiceProfile } from '../dialects/profiles/service-profile.ts';
import { serviceProfiles } from '../dialects/profiles/service-profiles.ts';
import type { WireStyle } from '../dialects/wire-style.ts';
import type { Rule } from '../faults/rule.ts';
import type { RunRecorder } from '../journal/run-recorder.ts';
import { randomSeed } from '../seams/random-seed.ts';
import { checkRules, type fakeOptionsSchema } from './fake-options-schema.ts';
import { seededKey } from './seeded-key.ts';

/** Validated options with every default filled in. */
export interface FakeSettings {
  readonly dialectName: DialectName;
  /** The profile or else the dialect: one of its own for each, lest a lead and its backup hand out equal ids. */
  readonly imitated: string;
  readonly dialect: Dialect;
  readonly style: WireStyle;
  readonly seed: string;
  /** The seed of the draws: another one for each dialect, lest a lead and its backup hand out equal ids. */
  readonly drawSeed: string;
  readonly clock: Clock;
  readonly accounts: readonly AccountInit[];
  readonly price: FakePrice;
  readonly solveTime: SolveTime | undefined;
  readonly retention: FakeRetention;
  readonly callbacks: { readonly tries: number; readonly retryAfterMs: number };
  readonly capacity: FakeCapacity | undefined;
  readonly gate: GateInit;
  readonly hasMagicWords: boolean;
  readonly hasHeaderFaults: boolean;
  readonly rules: readonly Rule[];
  /** Writes the run to a file, where one was asked for. */
  readonly recorder?: RunRecorder | undefined;
}

const defaultBalance = 100;

type ParsedOptions = z.output<typeof fakeOptionsSchema>;

/** Fills in the defaults. */
export function fakeSettingsOf(parsed: ParsedOptions, owner: string): FakeSettings {
  const { clock = systemClock, price, solveTime, retention, rules } = parsed;
  const profile = profileOf(parsed, owner);
  const [usualDialect] = profile.dialects;
  const name = parsed.dialect ?? usualDialect;
  const dialect = dialects[name];
  const seed = String(parsed.seed ?? randomSeed());
  const imitated = parsed.profile ?? name;
  const drawSeed = `${imitated}/${seed}`;
  return {
    dialectName: name,
    imitated,
    dialect,
    style: styleOf(parsed, { profile, dialect: name, owner }),
    seed,
    drawSeed,
    clock,
    accounts: accountsOf(parsed, { dialect, drawSeed, owner }),
    price: price ?? profile.price ?? dialect.defaults.price,
    solveTime,
    retention: {
      fromAcceptedMs: dialect.defaults.retentionMs,
      ...profile.retention,
      ...definedOf(retention),
    },
    callbacks: {
      tries: parsed.callbacks?.tries ?? 1,
      retryAfterMs: parsed.callbacks?.retryAfterMs ?? 1_000,
    },
    capacity: parsed.capacity,
    gate: {
      rateLimit: parsed.rateLimit,
      pollPenalty: parsed.pollPenalty,
      coldStartMs: parsed.coldStartMs ?? 0,
    },
    hasMagicWords: parsed.magicWords ?? true,
    hasHeaderFaults: parsed.headerFaults ?? false,
    rules: rules === undefined ? [] : checkRules(rules, owner),
  };
}

/** The same with another seed; keys stay, so that clients go on. */
export const withSeed = (settings: FakeSettings, seed: string): FakeSettings => ({
  ...settings,
  seed,
  drawSeed: `${settings.imitated}/${seed}`,
});

const noProfile: ServiceProfile = { dialects: ['2captcha'] };

function profileOf({ profile: name, dialect }: ParsedOptions, owner: string): ServiceProfile {
  if (name === undefined) return noProfile;
  const profile: ServiceProfile = serviceProfiles[name];
  if (dialect === undefined || profile.dialects.includes(dialect)) return profile;
  const message = `${owner}: option "dialect": ${name} speaks ${profile.dialects.join(' and ')}, not ${dialect}`;
  throw new OptionsInvalidError({ option: 'dialect', message });
}

/** An option that would change nothing must not be asked for in vain. */
function styleOf(
  { ids, instantResults, errorStatuses }: ParsedOptions,
  terms: {
    readonly profile: ServiceProfile;
    readonly dialect: DialectName;
    readonly owner: string;
  },
): WireStyle {
  const { profile, dialect, owner } = terms;
  const option = instantResults === true ? 'instantResults' : 'errorStatuses';
  const isAsked = instantResults === true || (errorStatuses ?? 'ok') !== 'ok';
  if (isAsked && dialect !== 'createTask') {
    const message = `${owner}: option "${option}": the dialect ${dialect} has no such thing, "createTask" has`;
    throw new OptionsInvalidError({ option, message });
  }
  const { style = {} } = profile;
  const usualIds = dialect === 'createTask' ? style.createTaskIds : style.ids;
  return {
    idForm: 'digits',
    ...style,
    ids: ids ?? usualIds ?? 'string',
    instantResults: instantResults ?? style.instantResults ?? false,
    errorStatuses: errorStatuses ?? style.errorStatuses ?? 'ok',
  };
}

/** Fields that were left undefined must not hide what is usual. */
const definedOf = ({
  fromAcceptedMs,
  afterSolvedMs,
}: NonNullable<ParsedOptions['retention']> = {}): Partial<FakeRetention> => ({
  ...(fromAcceptedMs === undefined ? {} : { fromAcceptedMs }),
  ...(afterSolvedMs === undefined ? {} : { afterSolvedMs }),
});

function accountsOf(
  options: ParsedOptions,
  {
    dialect,
    drawSeed,
    owner,
  }: { readonly dialect: Dialect; readonly drawSeed: string; readonly owner: string },
): readonly AccountInit[] {
  const { apiKey, balance = defaultBalance, threads = dialect.defaults.threads } = options;
  if (options.accounts === undefined) {
    return [{ apiKey: apiKey ?? seededKey(drawSeed), balance, threads }];
  }
  if (apiKey !== undefined) {
    const message = `${owner}: option "apiKey": give it in "accounts", or leave "accounts" out`;
    throw new OptionsInvalidError({ option: 'apiKey', message });
  }
  return options.accounts.map((account) => ({
    apiKey: account.apiKey,
    balance: account.balance ?? balance,
    threads: account.threads ?? threads,
  }));
}
