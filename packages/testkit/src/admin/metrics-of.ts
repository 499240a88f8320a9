import { grouped } from '../journal/grouped.ts';
import type { Journal } from '../journal/journal.ts';

/** The state of a run in the text format of Prometheus. */
export function metricsOf(journal: Journal): string {
  const { events, tasks, spent } = journal;
  const lines = [
    '# TYPE fake_events_total counter',
    ...grouped(events, ({ kind }) => kind).map(
      (equal) => `fake_events_total{kind="${equal[0]?.kind ?? ''}"} ${equal.length}`,
    ),
    '# TYPE fake_tasks gauge',
    ...grouped(tasks, ({ state }) => state).map(
      (equal) => `fake_tasks{state="${equal[0]?.state ?? ''}"} ${equal.length}`,
    ),
    '# TYPE fake_spent_usd gauge',
    `fake_spent_usd ${spent}`,
  ];
  return `${lines.join('\n')}\n`;
}
