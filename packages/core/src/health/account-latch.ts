import type { ProviderError } from '../errors/provider-error.ts';
import type { Clock } from '../provider/clock.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import type { Random } from '../provider/random.ts';
import { within } from '../seams/within.ts';
import { latchReasonOf, type LatchReason, restBeforeLookMs } from './latch-schedule.ts';
import { isAccountSound } from './recheck-account.ts';

const fingerprintLimitMs = 200;

/** An account at rest, for a fault of its own: no other account of the service is touched. */
export interface Latched {
  readonly reason: LatchReason;
  readonly sinceAt: number;
  /** When the account is next looked at, on the monotonic clock. */
  readonly nextLookAt: number;
  readonly looks: number;
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
  #isLooking = false;

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
    if (this.#hasFreeLook(reason) && !this.#isLooking) void this.#look();
  }

  lift(): void {
    if (this.#latched === undefined) return;
    this.#latched = undefined;
    this.#fingerprint = undefined;
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
    if (this.#latched?.reason !== 'credentials-rejected' || this.#fingerprint === undefined) return;
    const current = await this.#askFingerprint();
    if (current !== undefined && current !== this.#fingerprint) this.lift();
  }

  #hasFreeLook(reason: LatchReason): boolean {
    return reason === 'address-banned' || this.#options.provider.balance !== undefined;
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    await this.#lookUntilLifted();
    this.#isLooking = false;
  }

  async #lookUntilLifted(): Promise<void> {
    const { provider, clock, random, closed } = this.#options;
    while (this.#latched !== undefined && !closed.aborted) {
      const restMs = this.#latched.nextLookAt - clock.now();
      // The only way to reject is the router's end, which the loop sees.
      await clock.sleep(restMs, { signal: closed, keepAlive: false }).catch(() => undefined);
      const latched = this.#latched;
      if (closed.aborted || latched === undefined) return;
      if (latched.nextLookAt > clock.now()) continue;
      const { reason } = latched;
      const question = { provider, reason, clock, random, signal: closed };
      if (reason === 'address-banned' || (await isAccountSound(question))) this.lift();
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
    const bound = { clock: this.#options.clock, limitMs: fingerprintLimitMs };
    const answer = await within(bound, async () =>
      this.#options.provider.credentialsFingerprint?.(),
    );
    return answer.kind === 'value' ? answer.value : undefined;
  }
}
