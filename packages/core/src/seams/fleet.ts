import type { Money } from '../provider/money.ts';

/** A right that the fleet has granted for a while. */
export interface Lease {
  readonly count: number;
  readonly expiresAtEpochMs: number;
  release(): void;
}

/** News that other processes of a fleet should hear. */
export type FleetChange =
  | { readonly kind: 'breaker'; readonly providerId: string; readonly state: 'open' | 'closed' }
  | { readonly kind: 'latch'; readonly providerId: string; readonly reason: string | undefined };

/**
 * How several processes share accounts. Experimental until the fleet is built. Each call may take at most 200 ms:
 * without an answer the router goes on with what it knows.
 */
export interface Fleet {
  /** The right to probe an open provider; undefined while somebody else probes it. */
  leaseProbe(providerId: string): Promise<Lease | undefined>;
  /** Slots of an account; undefined when the fleet has none to spare. */
  leaseSlots(providerId: string, count: number): Promise<Lease | undefined>;
  /** Books a purchase against the fleet's budgets; false refuses it. */
  spend(money: Money): Promise<boolean>;
  publish(change: FleetChange): void;
  /** @returns a function that ends the subscription. */
  subscribe(listener: (change: FleetChange) => void): () => void;
}
