import type { Clock } from '../provider/clock.ts';
import { Alarm } from './alarm.ts';
import { type Entry, Line } from './line.ts';
import { priorities, type Priority } from './solve-options.ts';
import type { WaitingPlace } from './waiting-place.ts';

/** A task that can go on when something changes. */
export interface Caller {
  readonly priority: Priority;
  advance(): void;
}

/**
 * Tasks that wait, those who see every provider alike in one line. When the first of a line stays, all behind it would:
 * so a change costs as many decisions as tasks can go, and one per line.
 */
export class WaitingLines<T extends Caller> {
  readonly #alarm: Alarm;
  readonly #lines = new Map<string, Line<T>>();
  readonly #lineOf = new Map<T, Line<T>>();
  #isWaking = false;
  #ringsAt = Infinity;

  constructor(clock: Clock) {
    this.#alarm = new Alarm(clock);
  }

  get isEmpty(): boolean {
    return this.#lineOf.size === 0;
  }

  /** Everybody who waits. */
  get callers(): Iterable<T> {
    return this.#lineOf.keys();
  }

  /** Takes the place of its arrival in a line, or keeps it there. */
  join(caller: T, { place, arrival }: { readonly place: WaitingPlace; readonly arrival: number }) {
    const line = this.#lineNamed(place);
    line.until = place.until;
    const before = this.#lineOf.get(caller);
    if (before !== line) {
      if (before !== undefined) this.#remove(caller, before);
      line.add({ caller, arrival });
      this.#lineOf.set(caller, line);
    }
    this.#setAlarm();
  }

  leave(caller: T): void {
    const line = this.#lineOf.get(caller);
    if (line === undefined) return;
    this.#remove(caller, line);
    this.#setAlarm();
  }

  /** How many callers would be served before such a one, if it waited for a provider too. */
  countAhead(
    providerId: string,
    { priority, arrival }: { readonly priority: Priority; readonly arrival: number },
  ): number {
    const lines = [...this.#lines.values()].filter(({ providerIds }) =>
      providerIds.has(providerId),
    );
    return lines.reduce((count, line) => count + line.countBefore(priority, arrival), 0);
  }

  /** Lets those go who can, once per burst of changes: by priority, and in the order of their arrival within one. */
  wake(): void {
    if (this.#isWaking || this.isEmpty) return;
    this.#isWaking = true;
    queueMicrotask(() => {
      this.#isWaking = false;
      this.#serve();
    });
  }

  #serve(): void {
    const asked = new Set<T>();
    const over = new Set<string>();
    for (;;) {
      const lines = [...this.#lines.values()].filter(({ name }) => !over.has(name));
      const line = lines.reduce<Line<T> | undefined>(earlier, undefined);
      const caller = line?.head?.caller;
      if (line === undefined || caller === undefined) return;
      // Whoever was asked and is at the head still has to wait, and so has everybody behind it.
      if (asked.has(caller)) {
        over.add(line.name);
        continue;
      }
      asked.add(caller);
      // Whoever still waits joins anew; whoever has found something else to wait for does not.
      this.leave(caller);
      caller.advance();
    }
  }

  #lineNamed({ line: name, providerIds }: WaitingPlace): Line<T> {
    const known = this.#lines.get(name);
    if (known !== undefined) return known;
    const line = new Line<T>(name, providerIds);
    this.#lines.set(name, line);
    return line;
  }

  #remove(caller: T, line: Line<T>): void {
    line.remove(caller);
    this.#lineOf.delete(caller);
    if (line.head === undefined) this.#lines.delete(line.name);
  }

  /** One alarm for all: what ends by itself ends for a whole line. */
  #setAlarm(): void {
    const ends = [...this.#lines.values()].flatMap(({ until }) => until ?? []);
    const ringsAt = Math.min(...ends);
    if (ringsAt === this.#ringsAt) return;
    this.#ringsAt = ringsAt;
    if (!Number.isFinite(ringsAt)) return this.#alarm.clear();
    // It may have passed since the caller looked: then the alarm rings at once.
    this.#alarm.set(ringsAt, () => {
      this.#ringsAt = Infinity;
      for (const line of this.#lines.values()) if (line.until === ringsAt) line.until = undefined;
      this.wake();
    });
  }
}

function earlier<T extends Caller>(best: Line<T> | undefined, line: Line<T>): Line<T> | undefined {
  const [left, right] = [best?.head, line.head];
  if (right === undefined) return best;
  return left === undefined || isBefore(right, left) ? line : best;
}

function isBefore<T extends Caller>(left: Entry<T>, right: Entry<T>): boolean {
  const ranks = [left, right].map(({ caller }) => priorities.indexOf(caller.priority));
  const [own = 0, other = 0] = ranks;
  return own < other || (own === other && left.arrival < right.arrival);
}
