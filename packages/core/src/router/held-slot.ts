import type { SlotCount } from '../health/capacity.ts';
import type { RouterServices } from './router-services.ts';

/** The slot of one attempt: held for as long as its provider may have the task in work. */
export class HeldSlot {
  readonly #slots: SlotCount;
  readonly #services: Pick<RouterServices, 'clock' | 'closed' | 'onChange'>;
  #giveBack: () => void;

  constructor(slots: SlotCount, services: Pick<RouterServices, 'clock' | 'closed' | 'onChange'>) {
    this.#slots = slots;
    this.#services = services;
    this.#giveBack = slots.take();
  }

  /** The task turns out to be in work there after all. */
  takeAgain(): void {
    this.#giveBack();
    this.#giveBack = this.#slots.take();
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
}
