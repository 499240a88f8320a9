interface Due<T> {
  readonly item: T;
  readonly dueAt: number;
  readonly arrival: number;
}

const isBefore = (left: Due<unknown>, right: Due<unknown>): boolean =>
  left.dueAt < right.dueAt || (left.dueAt === right.dueAt && left.arrival < right.arrival);

/** Items by their due time, equal ones in the order of their arrival. A binary heap: 10,000 tickets are no burden. */
export class DueHeap<T> {
  readonly #entries: Due<T>[] = [];
  #arrivals = 0;

  get size(): number {
    return this.#entries.length;
  }

  /** When the first item is due. */
  get nextDueAt(): number | undefined {
    return this.#entries[0]?.dueAt;
  }

  /** The first item. */
  get first(): T | undefined {
    return this.#entries[0]?.item;
  }

  push(item: T, dueAt: number): void {
    const entry = { item, dueAt, arrival: (this.#arrivals += 1) };
    let index = this.#entries.length;
    this.#entries.push(entry);
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = this.#entries[parentIndex];
      if (parent === undefined || !isBefore(entry, parent)) break;
      this.#entries[index] = parent;
      index = parentIndex;
    }
    this.#entries[index] = entry;
  }

  /** Takes the first item out. */
  pop(): T | undefined {
    const first = this.#entries[0];
    const last = this.#entries.pop();
    if (first === undefined || last === undefined) return undefined;
    if (this.#entries.length > 0) this.#sink(last);
    return first.item;
  }

  /** Takes every item out, in no order. */
  drain(): readonly T[] {
    return this.#entries.splice(0).map(({ item }) => item);
  }

  #sink(entry: Due<T>): void {
    let index = 0;
    for (;;) {
      const smaller = this.#smallerChildOf(index);
      const child = smaller === undefined ? undefined : this.#entries[smaller];
      if (smaller === undefined || child === undefined || !isBefore(child, entry)) break;
      this.#entries[index] = child;
      index = smaller;
    }
    this.#entries[index] = entry;
  }

  #smallerChildOf(index: number): number | undefined {
    const leftIndex = 2 * index + 1;
    const left = this.#entries[leftIndex];
    const right = this.#entries[leftIndex + 1];
    if (left === undefined) return undefined;
    return right !== undefined && isBefore(right, left) ? leftIndex + 1 : leftIndex;
  }
}
