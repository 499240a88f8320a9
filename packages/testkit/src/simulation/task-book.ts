/** What one simulated task was charged for, and whether its answers were right. */
export interface TaskEntry {
  paid: number;
  /** Acceptances, refunded ones included. */
  accepted: number;
  refunded: number;
  submits: number;
}

/** The services' own books: what really happened, whatever a router believes. */
export class TaskBook {
  readonly #entries = new Map<string, TaskEntry>();
  readonly #wrong = new Set<string>();

  of(taskName: string): TaskEntry {
    const known = this.#entries.get(taskName);
    if (known !== undefined) return known;
    const entry: TaskEntry = { paid: 0, accepted: 0, refunded: 0, submits: 0 };
    this.#entries.set(taskName, entry);
    return entry;
  }

  noteWrong(token: string): void {
    this.#wrong.add(token);
  }

  isRight(token: string): boolean {
    return !this.#wrong.has(token);
  }
}
