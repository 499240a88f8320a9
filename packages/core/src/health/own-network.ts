import type { Clock } from '../provider/clock.ts';
import type { Verdict } from './stage-verdict.ts';

const windowMs = 60_000;

/** Suspects our own network when every service has failed within a minute and none has worked since. */
export class OwnNetwork {
  readonly #clock: Clock;
  readonly #services: readonly string[];
  readonly #failedAt = new Map<string, number>();
  #isSuspected = false;

  constructor(services: readonly string[], clock: Clock) {
    this.#services = [...new Set(services)];
    this.#clock = clock;
  }

  get isSuspected(): boolean {
    return this.#isSuspected;
  }

  /** @returns true when this piece of evidence raised the suspicion. */
  record(service: string, verdict: Verdict): boolean {
    if (verdict === 'inconclusive') return false;
    if (verdict === 'healthy') {
      this.#failedAt.delete(service);
      this.#isSuspected = false;
      return false;
    }
    const now = this.#clock.now();
    this.#failedAt.set(service, now);
    const wasSuspected = this.#isSuspected;
    // One service that fails is simply a service that fails.
    this.#isSuspected =
      this.#services.length > 1 &&
      this.#services.every((known) => now - (this.#failedAt.get(known) ?? -Infinity) <= windowMs);
    return this.#isSuspected && !wasSuspected;
  }
}
