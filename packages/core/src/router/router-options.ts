import * as z from 'zod';

import { nearestWord } from '../errors/nearest-word.ts';
import { OptionsInvalidError } from '../errors/options-invalid-error.ts';
import type { ExchangeRates } from '../ledger/price.ts';
import type { BudgetLimits } from '../ledger/router-budget.ts';
import type { Clock } from '../provider/clock.ts';
import { parseOptions } from '../provider/parse-options.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import type { Random } from '../provider/random.ts';
import { strictObject } from '../provider/strict-object.ts';
import type { Fleet } from '../seams/fleet.ts';
import type { Ranking } from '../strategy/own-ranking.ts';
import { type StrategyName, strategyNames } from '../strategy/resolve-strategy.ts';
import type { Strategy } from '../strategy/strategy.ts';
import type { EventLogger } from './event-logger.ts';
import type { RouterEvent } from './router-events.ts';
import type { OutcomeUnknownPolicy } from './router-services.ts';
import { checkSnapshot, type RouterSnapshot } from './router-snapshot.ts';
import { currencySchema } from './solve-options.ts';

export interface RouterOptions {
  /** At least one; without prices the first is asked first. */
  readonly providers: readonly ProviderV1[];
  /** How long a task may take, over all attempts. @default 120_000 */
  readonly deadlineMs?: number | undefined;
  /** How long an attempt may take before the task moves on; its ticket is still collected. @default half of the deadline */
  readonly patienceMs?: number | undefined;
  /**
   * When nobody knows whether a submit was accepted: go to another provider, reject, or send it once more to the same.
   * @default 'fail-over'
   */
  readonly outcomeUnknown?: OutcomeUnknownPolicy | undefined;
  /**
   * Where `handleCallback` can be reached from outside: services are then told to announce their answers there, each at
   * a secret path below it, so it has no query and no fragment. Polls go on as a fallback, at a lower rate.
   */
  readonly callbackUrl?: string | undefined;
  /** Units of USD that one unit of another currency is worth, such as `{ RUB: 0.011 }`. */
  readonly exchangeRates?: ExchangeRates | undefined;
  /** Hears everything that happens, in order. What it throws is reported as a process warning. */
  readonly onEvent?: ((event: RouterEvent) => void) | undefined;
  /** Logs every event: a pino-like logger, or a level for a pino logger of our own. */
  readonly logger?: EventLogger | LogLevel | undefined;
  /**
   * How a provider is chosen: by the least expected loss, always the first, by weight, always the cheapest, or by a
   * pure function of your own that names the providers, best first.
   * @default 'expected-loss'
   */
  readonly strategy?: StrategyName | Ranking | Strategy | undefined;
  /** Shares by provider id, for the strategy `weighted`. @default 1 each */
  /** What another router has learned, as `router.snapshot()` gave it, of providers with the same id and service. */
  readonly snapshot?: RouterSnapshot | undefined;
  readonly weights?: Readonly<Record<string, number>> | undefined;
  /** What one second of waiting is worth to you, in the currency of the prices. @default 2 % of the usual price */
  readonly valueOfSecond?: number | undefined;
  /** What a task without a correct answer costs you, beside its price. @default five usual prices */
  readonly lossOfFailure?: number | undefined;
  /**
   * Which rule opens a breaker: `derived` from what is believed of the provider, `classic` after five failures in a row,
   * or `none`. @default 'derived'
   */
  readonly breaker?: 'derived' | 'classic' | 'none' | undefined;
  /**
   * What all tasks together may cost in any hour and any day. A task that could buy nothing within it rejects with
   * `budget-exhausted`; a provider without a price is then not asked.
   */
  readonly budget?: BudgetLimits | undefined;
  /** Whether nothing is bought twice while money is spent and no answers come. @default true */
  readonly stopLoss?: boolean | undefined;
  readonly fleet?: Fleet | undefined;
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

const policies = [
  'fail-over',
  'fail',
  'resubmit',
] as const satisfies readonly OutcomeUnknownPolicy[];
const logLevels = ['debug', 'info', 'warn', 'error'] as const satisfies readonly LogLevel[];

const hasMethods =
  (...names: readonly string[]) =>
  (value: unknown): boolean =>
    names.every((name) => typeof Object(value)[name] === 'function');

const isProvider = (value: unknown): boolean => {
  const { specificationVersion, id, service, supports } = Object(value);
  const isNamed = typeof id === 'string' && id !== '' && typeof service === 'string';
  const parts = ['taskTypes', 'pricing', 'limits', 'retention'];
  const isDeclared = parts.every((part) => typeof supports?.[part] === 'object');
  const isComplete = isDeclared && hasMethods('submit', 'poll')(value);
  return specificationVersion === 'v1' && isNamed && isComplete;
};

const isStrategy = (value: unknown): boolean => {
  const { name, keepsPatience } = Object(value);
  const isNamed = typeof name === 'string' && typeof keepsPatience === 'boolean';
  return isNamed && hasMethods('decide')(value);
};

function unknownStrategy(input: unknown): string {
  const nearest = typeof input === 'string' ? nearestWord(input, strategyNames) : undefined;
  return nearest === undefined
    ? `must be one of ${strategyNames.join(', ')}, or a function that names providers, best first`
    : `unknown strategy, did you mean "${nearest}"?`;
}

const routerOptionsSchema = strictObject({
  providers: z
    .array(
      z.custom<ProviderV1>(isProvider, {
        error: 'must be a provider of contract version v1, such as captchaai({ apiKey })',
      }),
      { error: 'must be a list of providers' },
    )
    .min(1, { error: 'must hold at least one provider' }),
  deadlineMs: z.int().positive().default(120_000),
  patienceMs: z.int().positive().optional(),
  outcomeUnknown: z.enum(policies).default('fail-over'),
  callbackUrl: z
    .url({ protocol: /^https?$/, error: 'must be a full http(s) URL' })
    // Each attempt's secret is put behind it, as the last part of the path.
    .refine((url) => !/[?#]/.test(url), { error: 'must have no query and no fragment' })
    .optional(),
  exchangeRates: z.record(z.string(), z.number().positive()).default({}),
  onEvent: z
    .custom<RouterOptions['onEvent']>((value) => typeof value === 'function', {
      error: 'must be a function',
    })
    .optional(),
  logger: z
    .union(
      [z.enum(logLevels), z.custom<EventLogger>(hasMethods('debug', 'info', 'warn', 'error'))],
      {
        error: `must be a logger with debug, info, warn and error, or one of ${logLevels.join(', ')}`,
      },
    )
    .optional(),
  strategy: z
    .union(
      [
        z.enum(strategyNames),
        z.custom<Ranking>((value) => typeof value === 'function'),
        z.custom<Strategy>(isStrategy),
      ],
      { error: ({ input }) => unknownStrategy(input) },
    )
    .default('expected-loss'),
  weights: z.record(z.string(), z.number().min(0)).default({}),
  valueOfSecond: z.number().min(0).optional(),
  lossOfFailure: z.number().positive().optional(),
  breaker: z.enum(['derived', 'classic', 'none']).default('derived'),
  snapshot: z.unknown().transform(checkSnapshot).optional(),
  budget: strictObject({
    perHour: z.number().positive().optional(),
    perDay: z.number().positive().optional(),
    currency: currencySchema,
  })
    .refine(({ perHour, perDay }) => perHour !== undefined || perDay !== undefined, {
      error: 'must have perHour, perDay or both',
    })
    .optional(),
  stopLoss: z.boolean().default(true),
  fleet: z
    .custom<Fleet>(hasMethods('leaseProbe', 'leaseSlots', 'spend', 'publish', 'subscribe'))
    .optional(),
  clock: z
    .custom<Clock>(hasMethods('now', 'epochMs', 'sleep'), {
      error: 'must have now, epochMs and sleep',
    })
    .optional(),
  random: z.custom<Random>(hasMethods('next'), { error: 'must have next' }).optional(),
});

export type CheckedRouterOptions = z.output<typeof routerOptionsSchema>;

/** Validates the options once, with the defaults filled in. */
export function checkRouterOptions(options: RouterOptions): CheckedRouterOptions {
  const checked = parseOptions(routerOptionsSchema, options, 'createRouter');
  const ids = checked.providers.map(({ id }) => id);
  const twin = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twin !== undefined) {
    const message = `createRouter: option "providers": two providers have the id "${twin}"; give one of them another "id"`;
    throw new OptionsInvalidError({ option: 'providers', message });
  }
  const stranger = Object.keys(checked.weights).find((id) => !ids.includes(id));
  if (stranger !== undefined) throw noSuchProvider(stranger, ids);
  return checked;
}

function noSuchProvider(id: string, ids: readonly string[]): OptionsInvalidError {
  const option = `weights.${id}`;
  const nearest = nearestWord(id, ids);
  const hint = nearest === undefined ? `they are ${ids.join(', ')}` : `did you mean "${nearest}"?`;
  const message = `createRouter: option "${option}": no provider has that id, ${hint}`;
  return new OptionsInvalidError({ option, message });
}
