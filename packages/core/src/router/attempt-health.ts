import type { Probe } from '../health/breaker.ts';
import type { Verdict } from '../health/evidence.ts';
import type { Account } from './account.ts';

/** What one attempt tells about its provider's health, and the end of the probe that it may be. */
export class AttemptHealth {
  readonly #account: Account;
  #probe: Probe | undefined;

  constructor(account: Account, probe: Probe | undefined) {
    this.#account = account;
    this.#probe = probe;
  }

  /** The submit was accepted, failed, or stayed silent. */
  submitShowed(verdict: Verdict): void {
    this.#account.learn({ stage: 'submit', verdict });
    // An acceptance is no answer: a provider that went silent after accepting is not well for accepting again.
    const isDecisive = this.#probe?.decidedAt === 'submit' || verdict === 'unhealthy';
    if (isDecisive) this.#settle(verdict);
  }

  /** The answer came in time, or the task lost its patience. */
  answerShowed(verdict: Verdict): void {
    this.#account.learn({ stage: 'answer', verdict });
    this.#settle(verdict);
  }

  /** A late answer proves a probe right, but not the provider quick. */
  cameLate(): void {
    this.#settle('healthy');
  }

  /** Nothing more will be learnt. */
  showsNothing(): void {
    this.#settle('inconclusive');
  }

  #settle(verdict: Verdict): void {
    const probe = this.#probe;
    this.#probe = undefined;
    probe?.settle(verdict);
  }
}
