import type { ProviderError, ProviderErrorCode } from '../errors/provider-error.ts';
import type { Clock } from '../provider/clock.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import { askFingerprint } from './ask-fingerprint.ts';

/** Five calls with a bad key ban an address at some services. */
const mostUnproven = 4;

/** They speak of the key as bad, of a ban before it was looked at, or of no reply of the service itself. */
const noProof: ReadonlySet<ProviderErrorCode> = new Set([
  'credentials-rejected',
  'address-banned',
  'unreachable',
  'provider-unavailable',
  'outcome-unknown',
  'protocol-violated',
]);
/** An adapter may say so by itself, without asking; a service has its own word for it. */
const maybeLocal: ReadonlySet<ProviderErrorCode> = new Set([
  'task-invalid',
  'task-unsupported',
  'task-over-limits',
]);

export type SubmitReply = 'accepted' | ProviderError;

/** Whether the service has shown that it knows the account's present key; until then few submits are in flight. */
export class KeyProof {
  readonly #provider: ProviderV1;
  readonly #timing: { readonly clock: Clock; readonly closed: AbortSignal };
  /** Stands for the present key: a reply proves only the one that it was sent with. */
  #key = {};
  #fingerprint: string | undefined;
  #isProven = false;
  #inFlight = 0;
  #looking: Promise<void> | undefined;
  #change = Promise.withResolvers<void>();

  constructor(
    provider: ProviderV1,
    timing: { readonly clock: Clock; readonly closed: AbortSignal },
  ) {
    this.#provider = provider;
    this.#timing = timing;
  }

  /** Whether one submit more does no harm. */
  get isOpen(): boolean {
    return this.#isProven || this.#inFlight < mostUnproven;
  }

  /** Whether so many are in flight that the key had better still be the one that was proven. */
  get isLookDue(): boolean {
    return this.#isProven && this.#inFlight >= mostUnproven;
  }

  /** Resolves at the next change. */
  get changed(): Promise<void> {
    return this.#change.promise;
  }

  /** A submit goes out; the result takes what came of it, once. */
  begin(): (reply: SubmitReply | undefined) => void {
    if (this.#fingerprint === undefined) void this.look();
    const key = this.#key;
    this.#inFlight += 1;
    let isInFlight = true;
    return (reply) => {
      if (!isInFlight) return;
      isInFlight = false;
      this.#inFlight -= 1;
      if (key === this.#key && reply !== undefined) this.#learn(reply);
      this.wake();
    };
  }

  /** Asks whether the key is still the same, within a bound: a new one is unproven. */
  async look(): Promise<void> {
    if (this.#provider.credentialsFingerprint === undefined) return;
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    await this.#looking;
  }

  /** Lets everybody who waits look again. */
  wake(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers();
  }

  async #look(): Promise<void> {
    const current = await askFingerprint(this.#provider, this.#timing);
    const previous = this.#fingerprint;
    this.#fingerprint = current ?? previous;
    if (previous === undefined || this.#fingerprint === previous) return;
    this.#key = {};
    this.#isProven = false;
  }

  #learn(reply: SubmitReply): void {
    if (reply === 'accepted') this.#isProven = true;
    else if (reply.code === 'credentials-rejected') this.#isProven = false;
    else if (!noProof.has(reply.code) && !isMaybeLocal(reply)) this.#isProven = true;
  }
}

const isMaybeLocal = ({ code, rawCode }: ProviderError): boolean =>
  rawCode === undefined && maybeLocal.has(code);
