import { allInvariants } from './all-invariants.ts';
import type { Happening } from './happening.ts';
import type { InvariantId, Observer, Violation } from './invariant.ts';
import type { WorldFacts } from './world-facts.ts';
import { WorldRecord } from './world-record.ts';

/** More violations than this are counted and not kept. */
const mostKept = 20;

/** What came of watching a world. */
export interface InvariantReport {
  /** How many checks were made. */
  readonly checked: number;
  readonly violated: number;
  /** The first of them. */
  readonly violations: readonly Violation[];
}

/** What came of watching several worlds, or one of them twice. */
export const mergeReports = (reports: readonly InvariantReport[]): InvariantReport => ({
  checked: reports.reduce((sum, { checked }) => sum + checked, 0),
  violated: reports.reduce((sum, { violated }) => sum + violated, 0),
  violations: reports.flatMap(({ violations }) => violations).slice(0, mostKept),
});

export interface WatchOptions {
  readonly facts: WorldFacts;
  /** Rules that this world breaks by design. */
  readonly exempt?: readonly InvariantId[] | undefined;
  readonly onViolation?: ((violation: Violation) => void) | undefined;
}

/** Holds every invariant against all that happens in one world. */
export class WorldWatch {
  readonly #record = new WorldRecord();
  readonly #observers: readonly Observer[];
  readonly #violations: Violation[] = [];
  #checked = 0;
  #violated = 0;
  #now = 0;

  constructor({ facts, exempt = [], onViolation }: WatchOptions) {
    // Keys of a constant record are just its own names.
    const ids = (Object.keys(allInvariants) as InvariantId[]).filter((id) => !exempt.includes(id));
    this.#observers = ids.map((invariant) => {
      const check = (isHeld: boolean, message: () => string, taskId?: string): void => {
        this.#checked += 1;
        if (isHeld) return;
        this.#violated += 1;
        if (this.#violations.length >= mostKept) return;
        const violation = { invariant, atMs: this.#now, taskId, message: message() };
        this.#violations.push(violation);
        onViolation?.(violation);
      };
      return allInvariants[invariant]({ facts, record: this.#record, check });
    });
  }

  hear(happening: Happening): void {
    this.#now = happening.atMs;
    this.#record.apply(happening);
    for (const observer of this.#observers) observer.hear(happening);
  }

  /** Judges what only the end can tell. */
  end(): InvariantReport {
    for (const observer of this.#observers) observer.end?.();
    return this.report;
  }

  get report(): InvariantReport {
    const { length } = this.#violations;
    return {
      checked: this.#checked,
      violated: this.#violated,
      violations: this.#violations.slice(0, length),
    };
  }
}
