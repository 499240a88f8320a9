/** Somebody who sleeps until an instant. */
export interface Sleeper {
  readonly wakeAt: number;
  /** Orders those of one instant. */
  readonly arrival: number;
  wake(): void;
}

const isBefore = (left: Sleeper, right: Sleeper): boolean =>
  left.wakeAt < right.wakeAt || (left.wakeAt === right.wakeAt && left.arrival < right.arrival);

/** Sleepers by their due time, equal ones in the order of their arrival. A binary heap that anybody may leave early. */
export class SleeperHeap {
  readonly #sleepers: Sleeper[] = [];
  readonly #places = new Map<Sleeper, number>();

  get size(): number {
    return this.#sleepers.length;
  }

  /** Who wakes next. */
  get earliest(): Sleeper | undefined {
    return this.#sleepers[0];
  }

  add(sleeper: Sleeper): void {
    this.#sleepers.push(sleeper);
    this.#rise(sleeper, this.#sleepers.length - 1);
  }

  /** Takes one out, from wherever it stands; whoever has left already is left alone. */
  remove(sleeper: Sleeper): void {
    const place = this.#places.get(sleeper);
    if (place === undefined) return;
    this.#places.delete(sleeper);
    const last = this.#sleepers.pop();
    if (last === undefined || last === sleeper) return;
    const parent = this.#sleepers[(place - 1) >> 1];
    if (place > 0 && parent !== undefined && isBefore(last, parent)) this.#rise(last, place);
    else this.#sink(last, place);
  }

  #rise(sleeper: Sleeper, from: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.#sleepers[above];
      if (parent === undefined || !isBefore(sleeper, parent)) break;
      this.#put(parent, place);
      place = above;
    }
    this.#put(sleeper, place);
  }

  #sink(sleeper: Sleeper, from: number): void {
    let place = from;
    for (;;) {
      const below = this.#earlierChildOf(place);
      const child = this.#sleepers[below];
      if (child === undefined || !isBefore(child, sleeper)) break;
      this.#put(child, place);
      place = below;
    }
    this.#put(sleeper, place);
  }

  #put(sleeper: Sleeper, place: number): void {
    this.#sleepers[place] = sleeper;
    this.#places.set(sleeper, place);
  }

  #earlierChildOf(place: number): number {
    const left = 2 * place + 1;
    const [first, second] = [this.#sleepers[left], this.#sleepers[left + 1]];
    const isSecond = first !== undefined && second !== undefined && isBefore(second, first);
    return isSecond ? left + 1 : left;
  }
}
