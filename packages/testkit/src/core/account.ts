import { roundMoney } from './price.ts';

/** What an account starts with. */
export interface AccountInit {
  readonly apiKey: string;
  /** US dollars. */
  readonly balance: number;
  /** How many tasks may be at work at once. */
  readonly threads: number;
}

/** A customer of the fake service. */
export class Account {
  /** Stands for the account in the journal, where no key may appear. */
  readonly name: string;
  apiKey: string;
  threads: number;
  busyThreads = 0;
  isRevoked = false;
  #balance: number;
  readonly #firstBalance: number;

  constructor(name: string, init: AccountInit) {
    this.name = name;
    this.apiKey = init.apiKey;
    this.threads = init.threads;
    this.#balance = init.balance;
    this.#firstBalance = init.balance;
  }

  /** Gives back what it started with; its key and its threads are settings, and stay. */
  reset(): void {
    this.balance = this.#firstBalance;
  }

  get balance(): number {
    return this.#balance;
  }

  set balance(amount: number) {
    this.#balance = roundMoney(amount);
  }
}
