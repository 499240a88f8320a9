import { HealthBook } from '../health/health-book.ts';
import type { Hypothesis } from '../health/state-filter.ts';
import type { RouterEvent } from './router-events.ts';

/** What a router's events make of its providers. */
export interface ReplayedHealth {
  /** What is believed of a provider at an instant of the log's monotonic clock. */
  hypotheses(
    subject: { readonly providerId: string; readonly service: string; readonly taskType: string },
    atMs: number,
  ): readonly Hypothesis[];
}

/**
 * Health is a fold over the event log: replayed, it gives the same probabilities as the router had.
 * The log has to be that of a router that began without a `snapshot`: what one brings is not an event.
 */
export function replayHealth(events: Iterable<RouterEvent>): ReplayedHealth {
  const book = new HealthBook();
  for (const event of events) {
    if (event.type !== 'health-evidence') continue;
    book.record(event, event.evidence);
  }
  return { hypotheses: (subject, atMs) => book.filterOf(subject).hypotheses(atMs) };
}
