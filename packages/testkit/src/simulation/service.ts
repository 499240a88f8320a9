import type { ServiceFacts } from './invariants/world-facts.ts';

/** Types whose answer is a token. */
export const tokenTaskTypes = ['turnstile', 'recaptcha-v2', 'recaptcha-v3', 'hcaptcha'] as const;

export type TokenTaskType = (typeof tokenTaskTypes)[number];

/** A simulated service while nothing is wrong with it. Prices in units of the loss. */
export interface ServiceModel {
  readonly id: string;
  readonly price: number;
  readonly medianMs: number;
  /** Of the lognormal law of its solve times. */
  readonly sigma: number;
  /** Share of tasks that it cannot solve, and refunds. */
  readonly fail: number;
  /** Accounts of one name are at one service. @default the id */
  readonly service?: string | undefined;
  /** @default turnstile alone */
  readonly taskTypes?: readonly TokenTaskType[] | undefined;
  /** Sells so many tasks at a time for a flat rate, instead of solutions. */
  readonly slots?: number | undefined;
  /** At most so many submits in so much time. */
  readonly submits?: { readonly count: number; readonly perMs: number } | undefined;
  /** Answers polls for so many tickets at once. */
  readonly batch?: number | undefined;
  /** Tells the balance, for nothing. */
  readonly tellsBalance?: boolean | undefined;
  /** @default 1_000 */
  readonly firstWaitMs?: number | undefined;
  /** @default 1_000 */
  readonly pollFloorMs?: number | undefined;
  /** @default 0 */
  readonly pollLatencyMs?: number | undefined;
  /** For how long tickets can be collected. @default 900_000 */
  readonly lifetimeMs?: number | undefined;
  /** For how long an answer is of use. */
  readonly tokenLifetimeMs?: number | undefined;
}

/** The three that published figures of routing policies are about. */
export const threeServices: readonly ServiceModel[] = [
  { id: 'A', price: 0.8, medianMs: 10_000, sigma: 0.65, fail: 0.02 },
  { id: 'B', price: 1, medianMs: 14_000, sigma: 0.6, fail: 0.03 },
  { id: 'C', price: 1.5, medianMs: 8_000, sigma: 0.55, fail: 0.02 },
];

interface ServiceTerms extends ServiceFacts {
  readonly taskTypes: readonly TokenTaskType[];
}

/** What a service declares, with the usual for what its model leaves open. */
export function termsOf(model: ServiceModel, hearsAtOnce: boolean): ServiceTerms {
  const { id, service = id, price, slots, submits, taskTypes = ['turnstile'] } = model;
  const { firstWaitMs = 1_000, pollFloorMs = 1_000, lifetimeMs = 900_000 } = model;
  return {
    providerId: id,
    service,
    price: slots === undefined ? price : 0,
    taskTypes,
    firstWaitMs,
    pollFloorMs: hearsAtOnce ? 0 : pollFloorMs,
    lifetimeMs,
    submits,
    slots,
    hasFreeLook: model.tellsBalance === true,
  };
}
