import type { JournalEvent, RequestEvent } from './journal-event.ts';

const isRequest = (event: JournalEvent): event is RequestEvent => event.kind === 'request';

/** The requests among some events, oldest first. */
export const requestsOf = (events: readonly JournalEvent[]): readonly RequestEvent[] =>
  events.filter(isRequest);
