import type { WorkerPlace } from './worker-place.ts';
import type { WorkerStatus } from './worker-status.ts';

/** The places of a supervisor: those that stay, and those that are being left. */
export class Places {
  readonly #open: () => WorkerPlace;
  readonly #all = new Set<WorkerPlace>();
  #isClosed = false;

  /** @param open makes a place, which fills itself. */
  constructor(open: () => WorkerPlace) {
    this.#open = open;
  }

  get staying(): readonly WorkerPlace[] {
    return [...this.#all].filter(({ isRetired }) => !isRetired);
  }

  get statuses(): readonly WorkerStatus[] {
    return [...this.#all].flatMap(({ worker }) => (worker === undefined ? [] : [worker.status]));
  }

  get ready(): number {
    return [...this.#all].filter(({ isReady }) => isReady).length;
  }

  add(): WorkerPlace {
    const place = this.#open();
    this.#all.add(place);
    void place.ended.then(() => this.#all.delete(place));
    return place;
  }

  check(lateMs: number): void {
    for (const place of this.#all) place.check(lateMs);
  }

  /** Puts a new worker in the place of an old one, who stays until the new one is ready. False when that never is. */
  async replace(old: WorkerPlace): Promise<boolean> {
    if (this.#isClosed) return false;
    const fresh = this.add();
    if (await fresh.firstReady) {
      await old.retire();
      return true;
    }
    await fresh.retire();
    return false;
  }

  /** Whoever is not ready helps nobody yet; among the others, the least busy. */
  get leastMissed(): WorkerPlace | undefined {
    const busy = ({ isReady, worker }: WorkerPlace): number =>
      isReady ? (worker?.status.load?.busy ?? 0) : -1;
    return this.staying.toSorted((left, right) => busy(left) - busy(right))[0];
  }

  /** For good: nobody is replaced any more. */
  async retireAll(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#all].map((place) => place.retire()));
  }
}
