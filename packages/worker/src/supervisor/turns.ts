/** Lets one change of the places happen at a time, in the order in which they were asked for. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  get isFree(): boolean {
    return this.#waiting === 0;
  }

  async take<T>(change: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const before = this.#last;
    const turn = (async () => {
      await before;
      try {
        return await change();
      } finally {
        this.#waiting -= 1;
      }
    })();
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
