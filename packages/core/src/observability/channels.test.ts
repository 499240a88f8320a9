import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, expect, it } from 'vitest';

import type { RouterEvent } from '../router/router-events.ts';
import { eventChannelName, publishEvent } from './channels.ts';

const event: RouterEvent = {
  type: 'account-unlatched',
  providerId: 'lead',
  atMs: 5,
  atEpochMs: 1_800_000_000_005,
};

describe('publishEvent', () => {
  it('tells every subscriber of the process, until they leave', () => {
    const heard: unknown[] = [];
    const listen = (message: unknown): void => void heard.push(message);
    subscribe(eventChannelName, listen);
    publishEvent(event);
    unsubscribe(eventChannelName, listen);
    publishEvent(event);
    expect(heard).toEqual([event]);
  });

  it('subscribes nobody by itself', () => {
    publishEvent(event);
    expect(channel(eventChannelName).hasSubscribers).toBe(false);
  });

  it('has a name that users may rely on', () => {
    expect(eventChannelName).toBe('understudy:event');
  });
});
