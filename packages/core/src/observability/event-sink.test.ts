import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { EventLogger } from '../router/event-logger.ts';
import type { RouterEvent } from '../router/router-events.ts';
import { eventChannelName } from './channels.ts';
import { eventSink } from './event-sink.ts';

const event: RouterEvent = { type: 'own-network-suspected', atMs: 5, atEpochMs: 1_800_000_000_005 };

function recorder(): { readonly logger: EventLogger; readonly messages: readonly string[] } {
  const messages: string[] = [];
  const write = (_: object, message: string): void => void messages.push(message);
  return { messages, logger: { debug: write, info: write, warn: write, error: write } };
}

function throwing(): never {
  throw new TypeError('key=s3cret');
}

describe('eventSink', () => {
  beforeEach(() => void vi.spyOn(process, 'emitWarning').mockReturnValue());
  afterEach(() => vi.restoreAllMocks());

  it('tells the caller, the log and the channel', () => {
    const heard: RouterEvent[] = [];
    const onChannel: unknown[] = [];
    const listen = (message: unknown): void => void onChannel.push(message);
    const { logger, messages } = recorder();
    subscribe(eventChannelName, listen);
    eventSink({ onEvent: (told) => heard.push(told), logger })(event);
    unsubscribe(eventChannelName, listen);
    expect(heard).toEqual([event]);
    expect(messages).toEqual(['own-network-suspected']);
    expect(onChannel).toEqual([event]);
  });

  it('needs neither a caller nor a log', () => {
    expect(() => eventSink({ onEvent: undefined, logger: undefined })(event)).not.toThrow();
  });

  it('goes on when the caller throws', () => {
    const { logger, messages } = recorder();
    const sink = eventSink({ onEvent: throwing, logger });
    sink(event);
    sink(event);
    expect(messages).toHaveLength(2);
  });

  it('goes on when the log throws', () => {
    const broken = { debug: throwing, info: throwing, warn: throwing, error: throwing };
    const heard: RouterEvent[] = [];
    const sink = eventSink({ onEvent: (told) => heard.push(told), logger: broken });
    sink(event);
    sink(event);
    expect(heard).toHaveLength(2);
  });

  it('goes on when the caller is an async function that rejects', async () => {
    // Passes for a listener, as any function without a result does.
    const rejecting: () => unknown = async () => throwing();
    eventSink({ onEvent: rejecting, logger: undefined })(event);
    await Promise.resolve();
    expect(process.emitWarning).toHaveBeenCalledOnce();
  });

  it('warns of what was thrown by its kind only: its message may hold anything', () => {
    eventSink({ onEvent: throwing, logger: undefined })(event);
    expect(process.emitWarning).toHaveBeenCalledExactlyOnceWith(
      'a listener of router events threw (TypeError)',
      'UnderstudyWarning',
    );
  });
});
