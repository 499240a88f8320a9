import type { Limits, Pricing } from '@understudy/core/provider';

import type { Profile } from '../profile/profile.ts';
import type { AccountOptions } from './account-options.ts';

/** The account's own price, else the profile's. */
export const pricingOf = (profile: Profile, { price }: AccountOptions): Pricing =>
  price === undefined ? profile.pricing : { kind: 'per-solve', price };

/** The profile's limits with the account's corrections. */
export function limitsOf({ limits }: Profile, { timing = {} }: AccountOptions): Limits {
  const corrections = Object.entries(timing).filter(([, duration]) => duration !== undefined);
  return { ...limits, ...Object.fromEntries(corrections) };
}
