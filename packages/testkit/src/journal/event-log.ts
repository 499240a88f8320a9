import type { JournalEntry, JournalEvent } from './journal-event.ts';

/** Append-only; bounded, because a journal that forgets cannot testify. */
export class EventLog {
  readonly #events: JournalEvent[] = [];
  readonly #listeners = new Map<(event: JournalEvent) => void, () => void>();
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

  /** Tells of every event from now on, and when there will be no more; returns what ends it. */
  listen(listener: (event: JournalEvent) => void, onEnd: () => void = () => undefined): () => void {
    this.#listeners.set(listener, onEnd);
    return () => void this.#listeners.delete(listener);
  }

  /** Says that another log takes over. */
  end(): void {
    for (const onEnd of this.#listeners.values()) onEnd();
    this.#listeners.clear();
  }

  /** Returns the event's number. */
  append(atMs: number, entry: JournalEntry): number {
    const seq = this.#events.length + 1;
    // Rounded, so that a real clock's fractions stay readable.
    const event = { seq, atMs: Math.round(atMs * 1_000) / 1_000, ...entry };
    this.#events.push(event);
    this.#counts.set(entry.kind, this.countOf(entry.kind) + 1);
    for (const listener of this.#listeners.keys()) listener(event);
    return seq;
  }
}
