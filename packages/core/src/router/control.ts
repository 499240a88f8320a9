import type { Account } from './account.ts';
import type { RunServices } from './router-services.ts';

/** One provider's switches. A classic breaker is its service's, so there `open` and `close` reach every account. */
export interface ProviderControl {
  /** Sends nothing but probes, the first after a minute, until one of them succeeds. */
  open(): void;
  /** Back into service, whatever was learnt. */
  close(): void;
  /** Sends no new task, not even a probe; tickets are still collected. `close()` ends it. */
  drain(): void;
}

export function control(
  account: Account,
  { onChange }: Pick<RunServices, 'onChange'>,
): ProviderControl {
  return {
    open: () => account.health.force('open'),
    close: () => {
      account.isDrained = false;
      account.health.force('closed');
      onChange();
    },
    drain: () => {
      account.isDrained = true;
    },
  };
}
