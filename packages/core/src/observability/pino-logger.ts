import type { Logger } from 'pino';

import type { EventLogger } from '../router/event-logger.ts';
import type { LogLevel } from '../router/router-options.ts';

/** Events hold no secrets; these paths stay closed should a plug-in put one where it does not belong. */
const redactedPaths = [
  'apiKey',
  'key',
  'clientKey',
  'token',
  'cookies',
  'proxy',
  'ticket.token',
  'ticket.key',
];

/** A pino logger that is loaded when the first line is written, since importing an entry must stay cheap. */
export function pinoLogger(level: LogLevel): EventLogger {
  let loaded: Promise<Logger> | undefined;
  const load = async (): Promise<Logger> => {
    const { pino } = await import('pino');
    return pino({
      level,
      name: 'understudy',
      redact: { paths: redactedPaths, censor: '[redacted]' },
    });
  };
  const write = (at: LogLevel, fields: object, message: string): void => {
    loaded ??= load();
    void loaded.then((logger) => logger[at](fields, message));
  };
  return {
    debug: (fields, message) => write('debug', fields, message),
    info: (fields, message) => write('info', fields, message),
    warn: (fields, message) => write('warn', fields, message),
    error: (fields, message) => write('error', fields, message),
  };
}
