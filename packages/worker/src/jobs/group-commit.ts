/** Something that waits to be written with others. */
interface Waiting<Item, Result> {
  readonly items: readonly Item[];
  resolve(results: readonly Result[]): void;
  reject(error: unknown): void;
}

/** What became of one group: a result for each of its items, or why nothing of it was written. */
export type GroupOutcome<Result> =
  | { readonly results: readonly Result[] }
  | { readonly error: Error };

interface GroupCommitInit<Item, Result> {
  /** Writes groups, each whole or not at all; one outcome for each. When it rejects, so do all. */
  write(groups: readonly (readonly Item[])[]): Promise<readonly GroupOutcome<Result>[]>;
  /** A write is given no more groups once it has so many items. */
  readonly mostItems: number;
}

/**
 * Writes what comes while a write is under way together in the next one: somebody who waits for each write waits for
 * no other, and many at once share a statement.
 */
export class GroupCommit<Item, Result> {
  readonly #init: GroupCommitInit<Item, Result>;
  #waiting: Waiting<Item, Result>[] = [];
  #isWriting = false;

  constructor(init: GroupCommitInit<Item, Result>) {
    this.#init = init;
  }

  /** @returns the results in the order of the items. */
  async add(items: readonly Item[]): Promise<readonly Result[]> {
    const { promise, resolve, reject } = Promise.withResolvers<readonly Result[]>();
    this.#waiting.push({ items, resolve, reject });
    if (!this.#isWriting) void this.#writeAll();
    return await promise;
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    // Whoever calls in this same turn is in the first write.
    await Promise.resolve();
    for (let groups = this.#next(); groups.length > 0; groups = this.#next()) {
      await this.#write(groups);
    }
    this.#isWriting = false;
  }

  #next(): readonly Waiting<Item, Result>[] {
    let items = 0;
    const end = this.#waiting.findIndex((group) => {
      items += group.items.length;
      return items >= this.#init.mostItems;
    });
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : end + 1);
  }

  async #write(groups: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const outcomes = await this.#init.write(groups.map(({ items }) => items));
      for (const [index, { resolve, reject }] of groups.entries()) {
        const outcome = outcomes[index];
        if (outcome === undefined) reject(new TypeError('a group was written without an outcome'));
        else if ('error' in outcome) reject(outcome.error);
        else resolve(outcome.results);
      }
    } catch (error) {
      for (const { reject } of groups) reject(error);
    }
  }
}
