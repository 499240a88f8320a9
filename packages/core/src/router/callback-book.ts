import type { Random } from '../provider/random.ts';

/** The callback URLs that were given out: one secret per attempt, and nothing else proves that a caller may call. */
export class CallbackBook<Receiver extends object> {
  readonly #base: string | undefined;
  readonly #random: Random;
  readonly #receivers = new Map<string, Receiver>();
  readonly #secrets = new WeakMap<Receiver, string>();

  constructor(base: string | undefined, random: Random) {
    this.#base = base?.replace(/\/+$/, '');
    this.#random = random;
  }

  /** A new URL, or undefined when callbacks are off. */
  issue(): { readonly url: string; readonly secret: string } | undefined {
    if (this.#base === undefined) return undefined;
    const secret = this.#draw() + this.#draw();
    return { url: `${this.#base}/${secret}`, secret };
  }

  register(secret: string, receiver: Receiver): void {
    this.#receivers.set(secret, receiver);
    this.#secrets.set(receiver, secret);
  }

  find(secret: string): Receiver | undefined {
    return this.#receivers.get(secret);
  }

  forget(receiver: Receiver): void {
    const secret = this.#secrets.get(receiver);
    if (secret !== undefined) this.#receivers.delete(secret);
  }

  /** Whoever calls from here on is nobody known. */
  clear(): void {
    this.#receivers.clear();
  }

  /** How many secrets are known. */
  get size(): number {
    return this.#receivers.size;
  }

  /** 53 bits of it at a time. */
  #draw(): string {
    return Math.floor(this.#random.next() * 2 ** 53)
      .toString(36)
      .padStart(11, '0');
  }
}
