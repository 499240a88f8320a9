import { Breaker } from '../../health/breaker.ts';
import { HealthBook } from '../../health/health-book.ts';
import type { ProviderV1 } from '../../provider/provider-v1.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { VirtualClock } from '../../testing/virtual-clock.ts';
import { Account } from '../account.ts';

/** The accounts of a router that has just been made over these providers. */
export function accountsOf(...providers: readonly ProviderV1[]): readonly Account[] {
  const clock = new VirtualClock();
  return providers.map(
    (provider, order) =>
      new Account({
        provider,
        order,
        breaker: new Breaker({ clock }),
        healthBook: new HealthBook(),
        clock,
        random: seededRandom(1),
        closed: new AbortController().signal,
        emit: () => undefined,
        onEvidence: () => undefined,
        onChange: () => undefined,
      }),
  );
}
