import type { RouterEvent } from '@understudy/core';

import { type InvariantReport, WorldWatch } from './invariants/world-watch.ts';

/** Keeps every event; one line each when it is read. */
export class EventLog {
  readonly #events: RouterEvent[] = [];

  readonly hear = (event: RouterEvent): void => void this.#events.push(event);

  get text(): string {
    return this.last(Infinity).join('\n');
  }

  get events(): readonly RouterEvent[] {
    return this.#events;
  }

  last(count: number): readonly string[] {
    return this.#events.slice(-count).map((event) => JSON.stringify(event));
  }
}

/** Whether two runs of one world made the same log, as a report of that invariant alone. */
export function compareLogs(first: EventLog, second: EventLog): InvariantReport {
  const watch = new WorldWatch({ facts: { services: [] } });
  watch.hear({ kind: 'replayed', atMs: 0, isSame: first.text === second.text });
  return watch.report;
}
