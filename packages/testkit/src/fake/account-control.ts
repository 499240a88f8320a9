import { createHash } from 'node:crypto';

import type { Account } from '../core/account.ts';
import type { AccountBook } from '../core/account-book.ts';
import type { EventLog } from '../journal/event-log.ts';
import type { JournalEntry } from '../journal/journal-event.ts';

type Change = Extract<JournalEntry, { kind: 'account-changed' }>['change'];

/** A hand on one account, in place of the customer's own page at the service. */
export class AccountControl {
  readonly #account: Account;
  readonly #book: AccountBook;
  readonly #log: EventLog;
  readonly #present: () => number;
  #rotations = 0;

  constructor(init: {
    readonly account: Account;
    readonly book: AccountBook;
    readonly log: EventLog;
    /** Brings the fake up to the present, which it returns. */
    readonly present: () => number;
  }) {
    this.#account = init.account;
    this.#book = init.book;
    this.#log = init.log;
    this.#present = init.present;
  }

  /** The key that is valid now. */
  get apiKey(): string {
    return this.#account.apiKey;
  }

  /** US dollars. */
  get balance(): number {
    this.#present();
    return this.#account.balance;
  }

  /** How many tasks are at work. */
  get busyThreads(): number {
    this.#present();
    return this.#account.busyThreads;
  }

  /** @param amount US dollars. */
  setBalance(amount: number): void {
    if (!Number.isFinite(amount))
      throw new RangeError(`the balance must be a number, not ${amount}`);
    this.#change('balance', (account) => (account.balance = amount), amount);
  }

  /** @param threads how many tasks may be at work at once; those that are go on. */
  setThreads(threads: number): void {
    if (!(threads >= 0)) throw new RangeError(`threads must be 0 or more, not ${threads}`);
    this.#change('threads', (account) => (account.threads = threads), threads);
  }

  /** From now on the key is as good as unknown; tasks at work go on. */
  revoke(): void {
    this.#change('revoked', (account) => (account.isRevoked = true));
  }

  /** Takes a revocation back. */
  restore(): void {
    this.#change('restored', (account) => (account.isRevoked = false));
  }

  /** Gives the account another key, and returns it; tasks stay with the account. */
  rotateKey(apiKey: string = this.#nextKey()): string {
    this.#change('key-rotated', (account) => this.#book.rotateKey(account, apiKey));
    return apiKey;
  }

  #nextKey(): string {
    this.#rotations += 1;
    const text = `${this.#account.apiKey} ${this.#rotations}`;
    return createHash('sha256').update(text).digest('hex').slice(0, 32);
  }

  #change(change: Change, make: (account: Account) => void, to?: number): void {
    const now = this.#present();
    make(this.#account);
    this.#log.append(now, { kind: 'account-changed', subject: this.#account.name, change, to });
  }
}
