import { ProviderError } from '../errors/provider-error.ts';
import type { Money } from '../provider/money.ts';
import type { Lease } from '../seams/fleet.ts';
import { within } from '../seams/within.ts';
import type { RouterServices } from './router-services.ts';

const limitMs = 200;

export type FleetLease =
  | { readonly isGranted: true; release(): void }
  | { readonly isGranted: false; readonly refusal: ProviderError };

export interface FleetQuestion {
  readonly providerId: string;
  readonly isProbe: boolean;
  readonly isSlot: boolean;
  readonly price: Money | undefined;
}

/** Asks the fleet for what an attempt needs. Without an answer the router goes on with what it knows. */
export async function leaseFromFleet(
  { providerId, isProbe, isSlot, price }: FleetQuestion,
  { fleet, clock, closed: signal }: Pick<RouterServices, 'fleet' | 'clock' | 'closed'>,
): Promise<FleetLease> {
  const held: Lease[] = [];
  const release = (): void => held.forEach((lease) => lease.release());
  const isDenied = async (ask: () => Promise<Lease | undefined>): Promise<boolean> => {
    const answer = await within({ clock, limitMs, signal }, async (late) => {
      const lease = await ask();
      if (!late.aborted) return lease;
      // Nobody waits for it any more, so it must not count until it expires.
      lease?.release();
      return 'late';
    });
    if (answer.kind !== 'value' || answer.value === 'late') return false;
    if (answer.value !== undefined) held.push(answer.value);
    return answer.value === undefined;
  };
  const isOverBudget = async (): Promise<boolean> => {
    if (price === undefined || price.amount === 0) return false;
    const answer = await within({ clock, limitMs, signal }, () => fleet.spend(price));
    return answer.kind === 'value' && !answer.value;
  };
  if (
    (isProbe && (await isDenied(() => fleet.leaseProbe(providerId)))) ||
    (isSlot && (await isDenied(() => fleet.leaseSlots(providerId, 1)))) ||
    (await isOverBudget())
  ) {
    release();
    return { isGranted: false, refusal: fleetRefusal(providerId) };
  }
  return { isGranted: true, release };
}

const fleetRefusal = (providerId: string): ProviderError =>
  new ProviderError({
    code: 'at-capacity',
    providerId,
    operation: 'submit',
    charged: 'no',
    message: `the fleet has no probe, slot or money to spare for ${providerId}`,
  });
