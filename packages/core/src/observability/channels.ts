import { channel } from 'node:diagnostics_channel';

import type { RouterEvent } from '../router/router-events.ts';

/** Every event of every router in the process, for whoever subscribes. Costs nothing while nobody does. */
export const eventChannelName = 'understudy:event';

const events = channel(eventChannelName);

export function publishEvent(event: RouterEvent): void {
  if (events.hasSubscribers) events.publish(event);
}
