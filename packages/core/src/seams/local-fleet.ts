import type { Fleet, FleetChange, Lease } from './fleet.ts';

const granted = (count: number): Lease => ({
  count,
  expiresAtEpochMs: Infinity,
  release: () => undefined,
});

/**
 * A fleet of one process: everything is granted, since the router's own books already say no. Routers that are handed
 * the same instance hear each other's news; a listener that throws is reported as a process warning.
 */
export class LocalFleet implements Fleet {
  readonly #listeners = new Set<(change: FleetChange) => void>();

  async leaseProbe(): Promise<Lease> {
    return granted(1);
  }

  async leaseSlots(_providerId: string, count: number): Promise<Lease> {
    return granted(count);
  }

  async spend(): Promise<boolean> {
    return true;
  }

  publish(change: FleetChange): void {
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch {
        globalThis.process?.emitWarning('a listener of fleet news threw', 'UnderstudyWarning');
      }
    }
  }

  subscribe(listener: (change: FleetChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
