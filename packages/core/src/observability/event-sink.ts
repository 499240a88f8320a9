import type { EventLogger } from '../router/event-logger.ts';
import type { RouterEvent } from '../router/router-events.ts';
import type { LogLevel } from '../router/router-options.ts';
import { publishEvent } from './channels.ts';
import { logEvent } from './log-events.ts';
import { pinoLogger } from './pino-logger.ts';

export interface EventSinkOptions {
  readonly onEvent: ((event: RouterEvent) => void) | undefined;
  readonly logger: EventLogger | LogLevel | undefined;
}

/** Where every event goes: to the caller, to the log, to the diagnostics channels. A listener that throws stops nothing. */
export function eventSink({ onEvent, logger }: EventSinkOptions): (event: RouterEvent) => void {
  const eventLogger = typeof logger === 'string' ? pinoLogger(logger) : logger;
  return (event) => {
    publishEvent(event);
    guarded(() => onEvent?.(event));
    if (eventLogger !== undefined) guarded(() => logEvent(eventLogger, event));
  };
}

function guarded(listen: () => unknown): void {
  try {
    const heard = listen();
    // An async function passes for a listener, and its rejection would end the process.
    if (heard instanceof Promise) heard.catch(warn);
  } catch (error) {
    warn(error);
  }
}

function warn(error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  // Its message is the listener's own and might hold anything, so only the kind of the error is told.
  globalThis.process?.emitWarning(
    `a listener of router events threw (${name})`,
    'UnderstudyWarning',
  );
}
