import type { ProviderError } from '../errors/provider-error.ts';
import type { Clock } from '../provider/clock.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import type { Random } from '../provider/random.ts';
import { askFingerprint } from './ask-fingerprint.ts';
import { latchReasonOf, type LatchReason, restBeforeLookMs } from './latch-schedule.ts';
import { isAccountSound } from './recheck-account.ts';

/** An account at rest, for a fault of its own: no other account of the service is touched. */
export interface Latched {
  readonly reason: LatchReason;
  readonly sinceAt: number;
  /** When the account is next looked at, on the monotonic clock. */
  readonly nextLookAt: number;
  readonly looks: number;
}

/** A latch that outlives its process. Waits are in milliseconds. */
export interface LatchSnapshot {
  readonly reason: LatchReason;
  readonly looks: number;
  readonly forMs: number;
  readonly nextLookInMs: number;
}

export interface AccountLatchOptions {
  readonly provider: ProviderV1;
  readonly clock: Clock;
  readonly random: Random;
  readonly closed: AbortSignal;
  /** The latch was set or lifted. */
  onChange(latched: Latched | undefined, cause: ProviderError | undefined): void;
}

/**
 * Keeps a faulty account at rest and finds it again: by a free call where there is one, by a changed key at once, else
 * by one real task.
 */
export class AccountLatch {
  readonly #options: AccountLatchOptions;
  #latched: Latched | undefined;
  #fingerprint: string | undefined;
  /** Aborts when the latch that is being looked at is lifted, or gives way to another. */
  #over = new AbortController();

  constructor(options: AccountLatchOptions) {
    this.#options = options;
  }

  get latched(): Latched | undefined {
    return this.#latched;
  }

  /** Puts the account at rest. */
  latch(error: ProviderError): void {
    const reason = latchReasonOf(error);
    if (reason === undefined) return;
    const previous = this.#latched;
    // Tasks that were on their way when it was latched tell nothing new.
    if (previous?.reason === reason) return;
    const sinceAt = this.#options.clock.now();
    this.#rest({ reason, looks: 0, sinceAt, retryAfterMs: error.retryAfterMs });
    this.#options.onChange(this.#latched, error);
    // Both end with the latch or with the router, and keep no script alive.
    void this.#rememberFingerprint();
    this.#watchOver(reason);
  }

  /** Looks at the account again and again until the latch is over. */
  #watchOver(reason: LatchReason): void {
    this.#over.abort();
    this.#over = new AbortController();
    const over = AbortSignal.any([this.#over.signal, this.#options.closed]);
    if (this.#hasFreeLook(reason)) void this.#lookUntil(over);
  }

  /** What a latch is, in milliseconds from now; undefined while there is none. */
  snapshot(): LatchSnapshot | undefined {
    if (this.#latched === undefined) return undefined;
    const { reason, looks, sinceAt, nextLookAt } = this.#latched;
    const now = this.#options.clock.now();
    return { reason, looks, forMs: now - sinceAt, nextLookInMs: Math.max(0, nextLookAt - now) };
  }

  /** Goes on resting as another process did. */
  restore({ reason, looks, forMs, nextLookInMs }: LatchSnapshot): void {
    const now = this.#options.clock.now();
    this.#latched = { reason, looks, sinceAt: now - forMs, nextLookAt: now + nextLookInMs };
    this.#options.onChange(this.#latched, undefined);
    // Whether the key is another one by now nobody can tell; the next look will.
    this.#watchOver(reason);
  }

  lift(): void {
    if (this.#latched === undefined) return;
    this.#latched = undefined;
    this.#fingerprint = undefined;
    this.#over.abort();
    this.#options.onChange(undefined, undefined);
  }

  /** Whether one real task may be sent to look, since there is no free call. */
  get isTrialDue(): boolean {
    const latched = this.#latched;
    if (latched === undefined || this.#hasFreeLook(latched.reason)) return false;
    return this.#options.clock.now() >= latched.nextLookAt;
  }

  /** Sends no second task to look while the first one is on its way. */
  takeTrial(): void {
    if (this.isTrialDue) this.#postpone();
  }

  /** Lifts a latch on the credentials when the key has changed since. */
  async noticeNewKey(): Promise<void> {
    const rejected = this.#fingerprint;
    if (this.#latched?.reason !== 'credentials-rejected' || rejected === undefined) return;
    const current = await this.#askFingerprint();
    // While one asked, another key may have been rejected: its latch is not this one's to lift.
    const isSameLatch = this.#fingerprint === rejected;
    if (isSameLatch && current !== undefined && current !== rejected) this.lift();
  }

  #hasFreeLook(reason: LatchReason): boolean {
    return reason === 'address-banned' || this.#options.provider.balance !== undefined;
  }

  async #lookUntil(over: AbortSignal): Promise<void> {
    const { provider, clock, random } = this.#options;
    while (this.#latched !== undefined && !over.aborted) {
      const { reason, nextLookAt } = this.#latched;
      const restMs = nextLookAt - clock.now();
      // It rejects only when the latch is over, which the loop sees.
      await clock.sleep(restMs, { signal: over, keepAlive: false }).catch(() => undefined);
      if (over.aborted) return;
      const question = { provider, reason, clock, random, signal: over };
      const isSound = reason === 'address-banned' || (await isAccountSound(question));
      if (over.aborted) return;
      if (isSound) this.lift();
      else this.#postpone();
    }
  }

  #postpone(): void {
    if (this.#latched === undefined) return;
    const { reason, looks, sinceAt } = this.#latched;
    this.#rest({ reason, looks: looks + 1, sinceAt });
  }

  #rest(latched: {
    readonly reason: LatchReason;
    readonly looks: number;
    readonly sinceAt: number;
    readonly retryAfterMs?: number | undefined;
  }): void {
    const { balanceFloorMs } = this.#options.provider.supports.limits;
    const restMs = restBeforeLookMs({ ...latched, balanceFloorMs });
    const { reason, looks, sinceAt } = latched;
    this.#latched = { reason, looks, sinceAt, nextLookAt: this.#options.clock.now() + restMs };
  }

  async #rememberFingerprint(): Promise<void> {
    this.#fingerprint = await this.#askFingerprint();
  }

  async #askFingerprint(): Promise<string | undefined> {
    return askFingerprint(this.#options.provider, this.#options);
  }
}
