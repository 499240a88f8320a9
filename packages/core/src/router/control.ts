import type { Account } from './account.ts';
import type { RunServices } from './router-services.ts';

/** One provider's switches. The breaker is its service's, so `open` and `close` reach every account there. */
export interface ProviderControl {
  /** Sends nothing but probes, as after five failures in a row. */
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
    open: () => account.breaker.force('open'),
    close: () => {
      account.isDrained = false;
      account.breaker.force('closed');
      onChange();
    },
    drain: () => {
      account.isDrained = true;
    },
  };
}
