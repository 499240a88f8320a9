import { Account, type AccountInit } from './account.ts';
import type { Refusal } from './refusal.ts';

/** The length of a key at the services of this family. */
const keyLength = 32;

/** Finds accounts by key, and remembers the keys that once were valid. */
export class AccountBook {
  readonly #accounts: Account[];
  /** A retired key is still a secret. */
  readonly #everyKey = new Set<string>();

  constructor(accounts: readonly AccountInit[]) {
    this.#accounts = accounts.map((init, index) => new Account(`account-${index + 1}`, init));
    for (const { apiKey } of accounts) this.#everyKey.add(apiKey);
  }

  /** Every key that is or was valid. */
  get everyKey(): ReadonlySet<string> {
    return this.#everyKey;
  }

  /** Every account, in the order of the options. */
  get all(): readonly Account[] {
    return this.#accounts;
  }

  /** Gives every account back what it started with. */
  reset(): void {
    for (const account of this.#accounts) account.reset();
  }

  find(apiKey: string): Account | undefined {
    return this.#accounts.find((account) => account.apiKey === apiKey);
  }

  /** The account that may act with a key, or why none may. */
  admit(apiKey: string): Account | Refusal {
    const account = this.find(apiKey);
    if (account !== undefined) return account.isRevoked ? 'key-unknown' : account;
    return apiKey.length === keyLength ? 'key-unknown' : 'key-malformed';
  }

  /** Gives an account another key; the old one is unknown from now on. */
  rotateKey(account: Account, apiKey: string): void {
    const holder = this.find(apiKey);
    if (holder !== undefined && holder !== account)
      throw new RangeError('another account has this key');
    account.apiKey = apiKey;
    this.#everyKey.add(apiKey);
  }
}
