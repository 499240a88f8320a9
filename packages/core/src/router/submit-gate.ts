import { ProviderError } from '../errors/provider-error.ts';
import type { Latched } from '../health/account-latch.ts';
import { KeyProof, type SubmitReply } from '../health/key-proof.ts';
import { SubmitPace } from '../health/submit-pace.ts';
import type { Clock } from '../provider/clock.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import { within } from '../seams/within.ts';

/** So long a submit waits for the proof of the key, in all. */
const longestProofWaitMs = 1_000;

export interface SubmitGateOptions {
  readonly provider: ProviderV1;
  readonly clock: Clock;
  readonly closed: AbortSignal;
  latched(): Latched | undefined;
  /** Whether the service has asked for a rest that is not over. */
  isCoolingOff(): boolean;
}

export type Passage =
  | { readonly kind: 'open' }
  /** Nobody wants it sent any more, or it could be only when it is too late. */
  | { readonly kind: 'recalled' }
  /** The account was put at rest meanwhile. */
  | { readonly kind: 'refused'; readonly error: ProviderError };

export interface PassBounds {
  readonly recall: AbortSignal;
  /** How long an answer is still of use. */
  remainingMs(): number;
}

interface Passing extends PassBounds {
  readonly isTrial: boolean;
  /** Takes the place. */
  go(): void;
}

/** One task on its way to a service. */
export interface SubmitPlace {
  /** Waits until the task may be sent. When it is open, the submit counts from then on: send it at once. */
  pass(bounds: PassBounds): Promise<Passage>;
  /** Tells what came of it, once; without a reply nothing is learnt. */
  end(reply?: SubmitReply): void;
}

/** The last door before the wire: keeps a service's pace, and keeps a key that may be bad from being used in numbers. */
export class SubmitGate {
  readonly #options: SubmitGateOptions;
  readonly #pace: SubmitPace;
  readonly #proof: KeyProof;

  constructor(options: SubmitGateOptions) {
    this.#options = options;
    this.#pace = new SubmitPace(options.provider.supports.limits.submits);
    this.#proof = new KeyProof(options.provider, options);
  }

  /** When a task may set out, or undefined when it may at once. */
  nextEntryAt(now: number): number | undefined {
    return this.#pace.nextEntryAt(now);
  }

  /** Lets everybody at the gate look again. */
  wake(): void {
    this.#proof.wake();
  }

  /** A task sets out. `isTrial`: it is sent to find out whether a latched account is sound. */
  enter({ isTrial }: { readonly isTrial: boolean }): SubmitPlace {
    const arrive = this.#pace.enter();
    let finish: ((reply: SubmitReply | undefined) => void) | undefined;
    const go = (): void => {
      arrive();
      this.#pace.note(this.#options.clock.now());
      finish = this.#proof.begin();
    };
    return {
      pass: (bounds) => this.#pass({ ...bounds, isTrial, go }),
      end: (reply) => {
        arrive();
        finish?.(reply);
      },
    };
  }

  async #pass({ recall, remainingMs, isTrial, go }: Passing): Promise<Passage> {
    const { clock, closed, latched, isCoolingOff } = this.#options;
    const isUnwanted = (): boolean => recall.aborted || closed.aborted;
    let isKeySeen = false;
    let unprovenSince: number | undefined;
    for (;;) {
      const now = clock.now();
      const rest = latched();
      // A task that was on its way when the rest began is ranked again, as if it had come later.
      if (isUnwanted() || isCoolingOff()) return { kind: 'recalled' };
      if (rest !== undefined && !isTrial) return { kind: 'refused', error: this.#atRest(rest) };
      const pacedMs = (this.#pace.nextAt(now) ?? now) - now;
      if (pacedMs > 0) {
        if (pacedMs >= remainingMs()) return { kind: 'recalled' };
        const signal = AbortSignal.any([recall, closed]);
        await clock.sleep(pacedMs, { signal }).catch(() => undefined);
      } else if (this.#proof.isLookDue && !isKeySeen) {
        await this.#proof.look();
        isKeySeen = true;
      } else {
        unprovenSince ??= now;
        const limitMs = unprovenSince + longestProofWaitMs - now;
        if (this.#proof.isOpen || limitMs <= 0) {
          // In the same turn as the look: nobody else takes the place meanwhile.
          go();
          return { kind: 'open' };
        }
        const signal = AbortSignal.any([recall, closed]);
        await within({ clock, limitMs, signal }, () => this.#proof.changed);
      }
    }
  }

  #atRest({ reason }: Latched): ProviderError {
    const { id } = this.#options.provider;
    return new ProviderError({
      code: reason,
      providerId: id,
      operation: 'submit',
      charged: 'no',
      message: `${id} was put at rest before the task was sent`,
    });
  }
}
