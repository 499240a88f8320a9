import type { RouterEvent, RouterOptions } from '@understudy/core';

import type { BookedAttempts } from '../lanes/booked-attempts.ts';
import { guardedProvider, type MaySend } from '../lanes/guarded-provider.ts';

/** The options of a worker's router: it is heard, and sends nothing for a job that is another worker's. */
export const routerOf = (
  options: RouterOptions,
  { booked, maySend }: { readonly booked: BookedAttempts; readonly maySend: MaySend },
): RouterOptions => ({
  ...options,
  providers: options.providers.map((provider) => guardedProvider(provider, maySend)),
  onEvent: (event: RouterEvent) => {
    booked.note(event);
    options.onEvent?.(event);
  },
});
