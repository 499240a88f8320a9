import { type Clock, OptionsInvalidError } from '@understudy/core/provider';
import { systemClock } from '@understudy/core/testing';
import type * as z from 'zod';

import type { AccountInit } from '../core/account.ts';
import { sha256 } from '../core/fingerprint.ts';
import type { FakePrice } from '../core/price.ts';
import type { SolveTime } from '../core/solve-time.ts';
import type { FakeRetention } from '../core/task-table.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { type DialectName, dialects } from '../dialects/dialects.ts';
import type { WireStyle } from '../dialects/wire-style.ts';
import type { Rule } from '../faults/rule.ts';
import type { RunRecorder } from '../journal/run-recorder.ts';
import { randomSeed } from '../seams/random-seed.ts';
import type { fakeOptionsSchema } from './fake-options-schema.ts';

/** Validated options with every default filled in. */
export interface FakeSettings {
  readonly dialectName: DialectName;
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
  readonly rules: readonly Rule[];
  /** Writes the run to a file, where one was asked for. */
  readonly recorder?: RunRecorder | undefined;
}

const defaultBalance = 100;

type ParsedOptions = z.output<typeof fakeOptionsSchema>;

/** Fills in the defaults. */
export function fakeSettingsOf(parsed: ParsedOptions, owner: string): FakeSettings {
  const {
    dialect: name = '2captcha',
    clock = systemClock,
    price,
    solveTime,
    retention,
    rules = [],
  } = parsed;
  const dialect = dialects[name];
  const seed = String(parsed.seed ?? randomSeed());
  const drawSeed = `${name}/${seed}`;
  return {
    dialectName: name,
    dialect,
    style: styleOf(parsed, name, owner),
    seed,
    drawSeed,
    clock,
    accounts: accountsOf(parsed, { dialect, drawSeed, owner }),
    price: price ?? dialect.defaults.price,
    solveTime,
    retention: {
      ...retention,
      fromAcceptedMs: retention?.fromAcceptedMs ?? dialect.defaults.retentionMs,
    },
    callbacks: {
      tries: parsed.callbacks?.tries ?? 1,
      retryAfterMs: parsed.callbacks?.retryAfterMs ?? 1_000,
    },
    rules,
  };
}

/** The same with another seed; keys stay, so that clients go on. */
export const withSeed = (settings: FakeSettings, seed: string): FakeSettings => ({
  ...settings,
  seed,
  drawSeed: `${settings.dialectName}/${seed}`,
});

/** An option that would change nothing must not be asked for in vain. */
function styleOf(parsed: ParsedOptions, dialect: DialectName, owner: string): WireStyle {
  const { ids = 'string', instantResults = false, errorStatuses = 'ok' } = parsed;
  const option = instantResults
    ? 'instantResults'
    : errorStatuses === 'ok'
      ? undefined
      : 'errorStatuses';
  if (option !== undefined && dialect !== 'createTask') {
    const message = `${owner}: option "${option}": the dialect ${dialect} has no such thing, "createTask" has`;
    throw new OptionsInvalidError({ option, message });
  }
  return { ids, instantResults, errorStatuses };
}

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
    return [{ apiKey: apiKey ?? sha256(`key of ${drawSeed}`).slice(0, 32), balance, threads }];
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
