import { type Priority, priorities } from './solve-options.ts';

/** One caller in a line, and when it came: a number that grows. */
export interface Entry<T> {
  readonly caller: T;
  readonly arrival: number;
}

interface HasPriority {
  readonly priority: Priority;
}

/** Callers by priority, and by their arrival within one. */
export class Line<T extends HasPriority> {
  readonly name: string;
  /** For whom its callers wait. */
  readonly providerIds: ReadonlySet<string>;
  /** When what they wait for may end by itself, on the monotonic clock. */
  until: number | undefined;
  readonly #ranks = priorities.map((): Entry<T>[] => []);
  readonly #arrivals = new Map<T, number>();

  constructor(name: string, providerIds: ReadonlySet<string>) {
    this.name = name;
    this.providerIds = providerIds;
  }

  get head(): Entry<T> | undefined {
    return this.#ranks.find((rank) => rank.length > 0)?.[0];
  }

  add(entry: Entry<T>): void {
    const rank = this.#rankOf(entry.caller.priority);
    rank.splice(placeOf(rank, entry.arrival), 0, entry);
    this.#arrivals.set(entry.caller, entry.arrival);
  }

  remove(caller: T): void {
    const arrival = this.#arrivals.get(caller);
    if (arrival === undefined) return;
    const rank = this.#rankOf(caller.priority);
    rank.splice(placeOf(rank, arrival), 1);
    this.#arrivals.delete(caller);
  }

  /** How many are served before a caller who came then. */
  countBefore(priority: Priority, arrival: number): number {
    const own = priorities.indexOf(priority);
    const higher = this.#ranks.slice(0, own).reduce((count, rank) => count + rank.length, 0);
    return higher + placeOf(this.#rankOf(priority), arrival);
  }

  #rankOf(priority: Priority): Entry<T>[] {
    // There is one rank for each priority.
    return this.#ranks[priorities.indexOf(priority)] ?? [];
  }
}

/** Where an arrival stands, or would stand: by halving, since thousands may wait. */
function placeOf<T>(entries: readonly Entry<T>[], arrival: number): number {
  let [from, to] = [0, entries.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((entries[middle]?.arrival ?? Infinity) < arrival) from = middle + 1;
    else to = middle;
  }
  return from;
}
