import type { ProviderHealth, RouterEvent } from '@understudy/core';

/** How long a provider's states have lasted and will last, as far as it has any. */
export const waitsOfHealth = ({
  breaker,
  latch,
  coolingOffForMs,
}: ProviderHealth): readonly (number | undefined)[] => [
  breaker.openForMs,
  breaker.probeDueInMs,
  latch?.nextLookInMs,
  coolingOffForMs,
];

/** The durations that an event tells of. */
export function waitsOfEvent(event: RouterEvent): readonly (number | undefined)[] {
  switch (event.type) {
    case 'task-waiting':
    case 'provider-cooled-off':
      return [event.untilMs];
    case 'account-latched':
      return [event.nextLookMs];
    case 'attempt-ended':
      return [event.durationMs];
    case 'task-settled':
      return [event.durationMs, ...event.attempts.map(({ durationMs }) => durationMs)];
    default:
      return [];
  }
}
