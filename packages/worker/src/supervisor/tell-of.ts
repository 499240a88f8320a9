import type { Clock } from '@understudy/core/provider';

import type { SupervisorEvent, Tell } from './supervisor-event.ts';

/** Tells a listener, with the time. What the listener throws reaches nobody but the process warnings. */
export function tellOf({
  clock,
  onEvent,
}: {
  readonly clock: Clock;
  onEvent(event: SupervisorEvent): void;
}): Tell {
  return (event) => {
    try {
      onEvent({ ...event, atMs: clock.now(), atEpochMs: clock.epochMs() });
    } catch {
      process.emitWarning('a listener of supervisor events threw', 'UnderstudyWarning');
    }
  };
}
