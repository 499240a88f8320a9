import { consequences } from '../errors/consequences.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import type { Probe } from '../health/breaker.ts';
import type { Verdict } from '../health/stage-verdict.ts';
import type { AttemptEvidenceKind } from '../health/health-evidence.ts';
import type { Clock } from '../provider/clock.ts';
import type { AttemptInit } from './attempt-init.ts';

/** What one attempt tells about its provider's health, and the end of the probe that it may be. */
export class AttemptHealth {
  readonly #init: Pick<AttemptInit, 'account' | 'attemptId' | 'task'>;
  readonly #clock: Clock;
  #probe: Probe | undefined;

  constructor(
    init: Pick<AttemptInit, 'account' | 'attemptId' | 'task' | 'probe'>,
    { clock }: { readonly clock: Clock },
  ) {
    this.#init = init;
    this.#clock = clock;
    this.#probe = init.probe;
  }

  wasSent(): void {
    this.#observe('sent');
  }

  wasAccepted(): void {
    this.#observe('accepted');
    this.#submitShowed('healthy');
  }

  /** Nothing was sent after all. */
  wasRecalled(): void {
    this.#observe('dropped');
  }

  /** No reply to the submit in its time. */
  wentSilent(): void {
    this.#observe('silent');
    this.#submitShowed('unhealthy');
  }

  /** @param isLeft the task has moved on, and its reason was counted then. */
  submitFailed(error: ProviderError, isLeft: boolean): void {
    const isOfTheWire = consequences[error.code].submit.health === 'counted';
    const shown = error.charged === 'unknown' ? 'silent' : 'rejected';
    this.#observe(isOfTheWire ? shown : 'dropped');
    this.#submitShowed(isOfTheWire && !isLeft ? 'unhealthy' : 'inconclusive');
  }

  /** Asked about, and not ready; or it could not be asked about. */
  wasUnanswered(): void {
    this.#observe('unanswered');
  }

  lostPatience(): void {
    this.#answerShowed('unhealthy');
  }

  ticketFailed({ code }: ProviderError): void {
    this.#observe(consequences[code].poll.health === 'none' ? 'dropped' : 'failed');
  }

  /** A late answer proves a probe right, but not the provider quick. */
  wasSolved(isLate: boolean): void {
    this.#observe('solved');
    if (isLate) this.#settle('healthy');
    else this.#answerShowed('healthy');
  }

  /** Nothing more will be learnt. */
  showsNothing(): void {
    this.#settle('inconclusive');
  }

  #submitShowed(verdict: Verdict): void {
    this.#init.account.learn({ stage: 'submit', verdict });
    // An acceptance is no answer: a provider that went silent after accepting is not well for accepting again.
    const isDecisive = this.#probe?.decidedAt === 'submit' || verdict === 'unhealthy';
    if (isDecisive) this.#settle(verdict);
  }

  #answerShowed(verdict: Verdict): void {
    this.#init.account.learn({ stage: 'answer', verdict });
    this.#settle(verdict);
  }

  #observe(kind: AttemptEvidenceKind): void {
    const { account, attemptId, task } = this.#init;
    account.health.observe(task.type, { kind, attemptId, at: this.#clock.now() });
  }

  #settle(verdict: Verdict): void {
    const probe = this.#probe;
    this.#probe = undefined;
    probe?.settle(verdict);
  }
}
