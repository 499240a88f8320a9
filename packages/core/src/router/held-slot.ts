import type { AttemptInit } from './attempt-init.ts';
import type { RouterServices } from './router-services.ts';

/** The slot of one attempt: held for as long as its provider may have the task in work. */
export class HeldSlot {
  readonly #init: Pick<AttemptInit, 'account' | 'task'>;
  readonly #services: Pick<RouterServices, 'clock' | 'closed' | 'onChange'>;
  #giveBack: () => void;

  constructor(
    init: Pick<AttemptInit, 'account' | 'task'>,
    services: Pick<RouterServices, 'clock' | 'closed' | 'onChange'>,
  ) {
    this.#init = init;
    this.#services = services;
    this.#giveBack = this.#take();
  }

  /** The task turns out to be in work there after all. */
  takeAgain(): void {
    this.#giveBack();
    this.#giveBack = this.#take();
  }

  /** Gives it back after so long, or at once. */
  freeAfter(heldMs: number): void {
    const giveBack = this.#giveBack;
    if (heldMs <= 0) return giveBack();
    const { clock, closed, onChange } = this.#services;
    const free = (): void => {
      giveBack();
      onChange();
    };
    void clock.sleep(heldMs, { signal: closed, keepAlive: false }).then(free, () => undefined);
  }

  #take(): () => void {
    const { account, task } = this.#init;
    return account.slots.take(task.type);
  }
}
