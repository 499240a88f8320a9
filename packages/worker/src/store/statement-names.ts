/** A server keeps each named statement for each connection. */
const mostNames = 200;
/** PostgreSQL's `feature_not_supported`: here, that a table has changed since a statement was planned. */
const changedTable = '0A000';

/**
 * Names statements, so that a connection plans each of them once. Planning takes as long as most of ours take to run.
 */
export class StatementNames {
  #names = new Map<string, string>();
  #generation = 0;

  /** Undefined once there are too many to be worth it. */
  nameOf(sql: string): string | undefined {
    const known = this.#names.get(sql);
    if (known !== undefined || this.#names.size >= mostNames) return known;
    const name = `understudy-${this.#generation}-${this.#names.size}`;
    this.#names.set(sql, name);
    return name;
  }

  /** Whether a statement failed because its plan is out of date; all of them then get new names. */
  isOutdated(error: unknown): boolean {
    if (Object(error).code !== changedTable) return false;
    this.#generation += 1;
    this.#names = new Map();
    return true;
  }
}
