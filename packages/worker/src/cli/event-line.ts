import { withoutControls } from './table-text.ts';
import type { HappeningEvent } from './worker-parts.ts';

/** What goes on all the time, and is worth a line only to whoever looks for it. */
const usual: ReadonlySet<string> = new Set(['job-claimed', 'job-solved', 'drained']);
const instants: ReadonlySet<string> = new Set(['type', 'atMs', 'atEpochMs']);

/** An event as a line for people; undefined for one that is not worth it. */
export function eventLine(event: HappeningEvent, isVerbose: boolean): string | undefined {
  if (!isVerbose && usual.has(event.type)) return undefined;
  const details = Object.entries(event).flatMap(([name, value]: [string, unknown]) =>
    // Objects may hold tasks and answers, which are nobody's business here.
    instants.has(name) || !['string', 'number', 'boolean'].includes(typeof value)
      ? []
      : [`${name}=${withoutControls(String(rounded(value)))}`],
  );
  return [event.type, ...details].join('  ');
}

const rounded = (value: unknown): unknown =>
  typeof value === 'number' ? Math.round(value) : value;
