import type { RouterEvent } from '@understudy/core';

import { type InvariantReport, WorldWatch } from './invariants/world-watch.ts';

/** Writes every event down as one line. */
export class EventLog {
  readonly #lines: string[] = [];

  readonly hear = (event: RouterEvent): void => {
    this.#lines.push(JSON.stringify(event));
  };

  get text(): string {
    return this.#lines.join('\n');
  }

  last(count: number): readonly string[] {
    return this.#lines.slice(-count);
  }
}

/** Whether two runs of one world made the same log, as a report of that invariant alone. */
export function compareLogs(first: EventLog, second: EventLog): InvariantReport {
  const watch = new WorldWatch({ facts: { services: [] } });
  watch.hear({ kind: 'replayed', atMs: 0, isSame: first.text === second.text });
  return watch.report;
}
