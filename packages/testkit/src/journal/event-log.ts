import type { JournalEntry, JournalEvent } from './journal-event.ts';

/** Append-only; bounded, because a journal that forgets cannot testify. */
export class EventLog {
  readonly #events: JournalEvent[] = [];
  readonly #counts = new Map<JournalEntry['kind'], number>();
  readonly #limit: number;

  /** @param limit how many events it holds. */
  constructor(limit = 1_000_000) {
    this.#limit = limit;
  }

  get events(): readonly JournalEvent[] {
    return this.#events;
  }

  /** How many events of a kind there are. */
  countOf(kind: JournalEntry['kind']): number {
    return this.#counts.get(kind) ?? 0;
  }

  /** True once nothing more should be begun: what is under way still fits. */
  get isFull(): boolean {
    return this.#events.length >= this.#limit;
  }

  /** Returns the event's number. */
  append(atMs: number, entry: JournalEntry): number {
    const seq = this.#events.length + 1;
    // Rounded, so that a real clock's fractions stay readable.
    this.#events.push({ seq, atMs: Math.round(atMs * 1_000) / 1_000, ...entry });
    this.#counts.set(entry.kind, this.countOf(entry.kind) + 1);
    return seq;
  }
}
