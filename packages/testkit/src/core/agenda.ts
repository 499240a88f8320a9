interface Entry<T> {
  readonly at: number;
  readonly key: string;
  readonly item: T;
}

/**
 * What is due when; at equal instants in the order of the keys, so that the order of arrival does not show. A binary heap:
 * no entry is due before its parent, which stands at half of its place.
 */
export class Agenda<T> {
  readonly #heap: Entry<T>[] = [];

  add(at: number, key: string, item: T): void {
    const entry = { at, key, item };
    let place = this.#heap.length;
    while (place > 0) {
      const above = (place - 1) >>> 1;
      const parent = this.#heap[above];
      if (parent === undefined || !isEarlier(entry, parent)) break;
      this.#heap[place] = parent;
      place = above;
    }
    this.#heap[place] = entry;
  }

  /** When the earliest entry is due; absent when there is none. */
  get nextAt(): number | undefined {
    return this.#heap[0]?.at;
  }

  /** Removes and returns the earliest entry that is due. */
  takeDue(now: number): { readonly at: number; readonly item: T } | undefined {
    const [next] = this.#heap;
    if (next === undefined || next.at > now) return undefined;
    const last = this.#heap.pop();
    if (last !== undefined && last !== next) this.#sink(last);
    return next;
  }

  /** Fills the empty top. */
  #sink(entry: Entry<T>): void {
    let place = 0;
    for (;;) {
      const below = this.#earlierChild(place);
      const child = this.#heap[below];
      if (child === undefined || !isEarlier(child, entry)) break;
      this.#heap[place] = child;
      place = below;
    }
    this.#heap[place] = entry;
  }

  #earlierChild(place: number): number {
    const left = this.#heap[2 * place + 1];
    const right = this.#heap[2 * place + 2];
    const isRight = left !== undefined && right !== undefined && isEarlier(right, left);
    return 2 * place + (isRight ? 2 : 1);
  }
}

const isEarlier = (left: Entry<unknown>, right: Entry<unknown>): boolean =>
  left.at < right.at || (left.at === right.at && left.key < right.key);
