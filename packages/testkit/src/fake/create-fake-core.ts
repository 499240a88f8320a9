import { parseOptions, type Transport } from '@understudy/core/provider';

import type { Delivery } from '../core/handled.ts';
import type { OutgoingCallback } from '../dialects/callback-request.ts';
import type { WireRequest } from '../dialects/wire.ts';
import { MemoryFace } from '../memory/memory-face.ts';
import type { MemoryTransportOptions } from '../memory/memory-transport.ts';
import type { ReplyLoss } from '../network/wire-script.ts';
import type { FakeControls } from './fake-controls.ts';
import { FakeEngine } from './fake-engine.ts';
import type { FakeOptions } from './fake-options.ts';
import { fakeOptionsSchema } from './fake-options-schema.ts';
import { fakeSettingsOf } from './fake-settings.ts';

const owner = 'createFakeCore';

/** A request that an in-memory fake has dealt with. */
export interface HandledRequest {
  /** What would go out on a wire. */
  readonly delivery: Delivery;
  /** Tells the journal that the whole reply has reached the client: an answer sent is not yet delivered. */
  flushed(): void;
  /** Tells the journal that the client did not get the reply. */
  lost(why?: ReplyLoss): void;
}

/** A fake service without a socket, for tests that bring their own transport and clock. */
export interface FakeProviderCore extends FakeControls {
  /** Deals with a request at the clock's present instant. Faults that strike before there is a request have no effect here. */
  handle(request: WireRequest): HandledRequest;
  /**
   * A transport to this fake, for providers: every outcome is as over loopback with undiciTransport, on the fake's clock.
   * Any URL leads here; rules on lookups strike names, those on handshakes `https:`. It goes through no proxy.
   * @throws {OptionsInvalidError} as `use()` does from then on, for a rule that cannot be had in memory.
   */
  transport(options?: MemoryTransportOptions): Transport;
  /** Takes the callbacks that would have gone out by now, oldest first: whoever takes them has received them. */
  takeCallbacks(): readonly OutgoingCallback[];
}

/**
 * Makes a fake service that is driven by hand: nothing happens but in reply to a call, so a `VirtualClock` will do.
 * @throws {OptionsInvalidError} that names the option and the nearest valid word.
 */
export function createFakeCore(options: FakeOptions = {}): FakeProviderCore {
  const settings = fakeSettingsOf(parseOptions(fakeOptionsSchema, options, owner), owner);
  const engine = new FakeEngine(settings);
  const memory = new MemoryFace(engine, settings);
  return {
    get apiKey() {
      return engine.apiKey;
    },
    get elapsedMs() {
      return engine.elapsedMs;
    },
    seed: engine.seed,
    journal: engine.journal,
    use: (...rules) => {
      memory.admit(rules);
      return engine.use(...rules);
    },
    transport: (transportOptions) => memory.transport(transportOptions),
    clearRules: () => engine.clearRules(),
    restart: (how) => engine.restart(how),
    account: (apiKey) => engine.account(apiKey),
    takeCallbacks: () =>
      engine.takeCallbacks().map(({ request, sent, acknowledged }) => {
        sent(engine.elapsedMs);
        acknowledged(engine.elapsedMs);
        return request;
      }),
    handle(request) {
      const { delivery, flushed, lost } = engine.handle(request);
      return {
        delivery,
        flushed: () => flushed(engine.elapsedMs),
        lost: (why = 'client-gone') => lost(engine.elapsedMs, why),
      };
    },
  };
}
