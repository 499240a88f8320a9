/** Wakes everybody who waits for work. */
export class Wakeup {
  #next = Promise.withResolvers<void>();

  /** Resolves at the next call. To be taken before looking, so that no call is missed. */
  async next(): Promise<void> {
    await this.#next.promise;
  }

  wake(): void {
    const woken = this.#next;
    this.#next = Promise.withResolvers<void>();
    woken.resolve();
  }
}
