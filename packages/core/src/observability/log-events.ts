import type { EventLogger } from '../router/event-logger.ts';
import type { RouterEvent, RouterEventType } from '../router/router-events.ts';

type Level = keyof EventLogger;

const levels: Readonly<Record<RouterEventType, Level>> = {
  'task-started': 'debug',
  'task-waiting': 'info',
  'task-settled': 'info',
  'attempt-started': 'info',
  'attempt-accepted': 'debug',
  'attempt-left': 'warn',
  'attempt-ended': 'info',
  'ticket-salvaged': 'info',
  'callback-received': 'debug',
  'poll-failed': 'debug',
  'hook-failed': 'error',
  'provider-cooled-off': 'info',
  'account-latched': 'error',
  'account-unlatched': 'info',
  'breaker-changed': 'warn',
  'health-evidence': 'debug',
  'own-network-suspected': 'error',
  'stop-loss': 'error',
  'answer-judged': 'debug',
  'report-refused': 'warn',
  'router-closed': 'info',
};

/** Writes one event to a log: its type is the message, everything else are fields. */
export function logEvent(logger: EventLogger, event: RouterEvent): void {
  const { type, ...fields } = event;
  logger[levels[type]](fields, type);
}
