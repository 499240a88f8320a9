import { type ProviderPrice, strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { compatibleTaskTypes } from '../task-types.ts';

const amount = z.number().min(0).max(1_000_000).optional();

const perThousand = strictObject({
  default: amount,
  ...Object.fromEntries(compatibleTaskTypes.map((taskType) => [taskType, amount])),
}).transform((amounts): ProviderPrice['perThousand'] =>
  Object.fromEntries(
    Object.entries(amounts).flatMap(([taskType, value]) =>
      value === undefined ? [] : [[taskType, value]],
    ),
  ),
);

/** Validates a {@link ProviderPrice}. */
export const priceSchema: z.ZodType<ProviderPrice> = strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD'),
  perThousand,
});
