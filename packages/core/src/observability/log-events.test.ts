import { describe, expect, it } from 'vitest';

import type { EventLogger } from '../router/event-logger.ts';
import type { RouterEvent, RouterEventType } from '../router/router-events.ts';
import { logEvent } from './log-events.ts';

type Line = readonly [level: keyof EventLogger, fields: object, message: string];

function recorder(): { readonly logger: EventLogger; readonly lines: readonly Line[] } {
  const lines: Line[] = [];
  return {
    lines,
    logger: {
      debug: (fields, message) => lines.push(['debug', fields, message]),
      info: (fields, message) => lines.push(['info', fields, message]),
      warn: (fields, message) => lines.push(['warn', fields, message]),
      error: (fields, message) => lines.push(['error', fields, message]),
    },
  };
}

/** What an operator must act on is an error, what shows trouble a warning, each poll and acceptance a detail. */
const levels: Readonly<Record<RouterEventType, keyof EventLogger>> = {
  'own-network-suspected': 'error',
  'stop-loss': 'error',
  'account-latched': 'error',
  'hook-failed': 'error',
  'attempt-left': 'warn',
  'breaker-changed': 'warn',
  'report-refused': 'warn',
  'task-waiting': 'info',
  'task-settled': 'info',
  'attempt-started': 'info',
  'attempt-ended': 'info',
  'ticket-salvaged': 'info',
  'provider-cooled-off': 'info',
  'account-unlatched': 'info',
  'router-closed': 'info',
  'task-started': 'debug',
  'attempt-accepted': 'debug',
  'poll-failed': 'debug',
  'callback-received': 'debug',
  'answer-judged': 'debug',
  'health-evidence': 'debug',
};

describe('logEvent', () => {
  it('writes an event with its type as the message and everything else as fields', () => {
    const { logger, lines } = recorder();
    logEvent(logger, {
      type: 'breaker-changed',
      service: 'lead',
      providerId: 'lead-eu',
      state: 'open',
      atMs: 700,
      atEpochMs: 1_800_000_000_700,
    });
    const fields = {
      service: 'lead',
      providerId: 'lead-eu',
      state: 'open',
      atMs: 700,
      atEpochMs: 1_800_000_000_700,
    };
    expect(lines).toEqual([['warn', fields, 'breaker-changed']]);
  });

  it.each(Object.entries(levels))('writes %s as %s', (type, level) => {
    const { logger, lines } = recorder();
    // Only its type matters here.
    logEvent(logger, { type, atMs: 0, atEpochMs: 0 } as unknown as RouterEvent);
    expect(lines.map(([written]) => written)).toEqual([level]);
  });
});
