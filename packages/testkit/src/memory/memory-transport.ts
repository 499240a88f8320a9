import type {
  Clock,
  Transport,
  TransportRequest,
  TransportResponse,
  TransportSignals,
} from '@understudy/core/provider';
import { Exchange } from '@understudy/core/wire';

import type { Handled } from '../core/handled.ts';
import type { WireRequest } from '../dialects/wire.ts';
import type { ListenerOutlook } from '../faults/listener-state.ts';
import type { EarlyFault, EarlyStage } from '../faults/network/connection-fault.ts';
import { OutageWatch } from '../http/outage-watch.ts';
import { codedError } from './coded-error.ts';
import { connectInMemory } from './connect-in-memory.ts';
import { MemoryRequest, wireRequestOf } from './memory-request.ts';
import { MemorySlots } from './memory-slots.ts';

/** What can be told to a transport in memory. */
export interface MemoryTransportOptions {
  /**
   * Milliseconds on the fake's clock.
   * @default 10_000
   */
  readonly connectTimeoutMs?: number | undefined;
}

interface MemoryTransportInit {
  readonly engine: {
    readonly elapsedMs: number;
    handle(request: WireRequest): Handled;
    strikeEarly(stage: EarlyStage, openCount: number): EarlyFault | undefined;
    listenerOutlook(): ListenerOutlook;
  };
  readonly clock: Clock;
  readonly connectTimeoutMs: number;
  readonly onListener: (outlook: ListenerOutlook) => void;
}

/**
 * A transport to a fake without a socket in between. The exchange with a client is that of undiciTransport, so that an
 * outcome is the same as over loopback; a test holds every fault of the catalogue to it.
 */
export class MemoryTransport implements Transport {
  readonly #init: MemoryTransportInit;
  readonly #slots = new MemorySlots();
  readonly #inFlight = new Set<MemoryRequest>();
  readonly #watch: OutageWatch;
  #isClosed = false;

  constructor(init: MemoryTransportInit) {
    this.#init = init;
    const { engine, clock } = init;
    this.#watch = new OutageWatch({
      clock,
      outlook: () => engine.listenerOutlook(),
      elapsed: () => engine.elapsedMs,
      onOutlook: (outlook) => this.#obey(outlook),
    });
    this.#watch.look();
  }

  /** To be called when the rules have changed. */
  look(): void {
    this.#watch.look();
  }

  async send(request: TransportRequest, signals: TransportSignals): Promise<TransportResponse> {
    const settled = new AbortController();
    const onSettled = (): void => settled.abort();
    const exchange = new Exchange({ request, signals, onSettled });
    if (!exchange.isSettled) {
      this.#carry({ request, exchange, settled: settled.signal }).catch((error: unknown) =>
        exchange.onResponseError(null, error),
      );
    }
    return await exchange.response;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#watch.stop();
    this.#breakAll('UND_ERR_DESTROYED');
  }

  async #carry({ request, exchange, settled }: Call): Promise<void> {
    if (this.#isClosed) throw new Error('the transport is closed');
    const { engine, clock } = this.#init;
    const slot = this.#slots.take(new URL(request.url).origin);
    const isNew = slot.connection === undefined;
    const connection = slot.connection ?? this.#slots.connect(slot);
    let isReusable = false;
    const onReusable = (): void => {
      isReusable = true;
    };
    const elapsed = (): number => engine.elapsedMs;
    const far = new MemoryRequest({ exchange, clock, elapsed, settled, onReusable });
    this.#inFlight.add(far);
    try {
      if (isNew && !(await this.#connect({ request, exchange, settled }, far))) return;
      far.start();
      if (connection.isDoomed) {
        far.fail('ECONNRESET');
        return;
      }
      const handled = engine.handle(wireRequestOf(request, connection.number));
      const { delivery } = handled;
      connection.isDoomed = delivery.kind === 'reply' && delivery.aftermath === 'reset-next';
      await far.play(handled);
    } finally {
      this.#inFlight.delete(far);
      if (!isReusable) slot.connection = undefined;
      this.#slots.release(slot);
    }
  }

  /** True when a request can be read; else the exchange has been told why not. */
  async #connect({ request, exchange, settled }: Call, far: MemoryRequest): Promise<boolean> {
    exchange.waitForConnection();
    // As over a wire, whoever asks can change their mind first.
    await Promise.resolve();
    if (settled.aborted) return false;
    const { engine, clock, connectTimeoutMs } = this.#init;
    const outcome = connectInMemory({
      url: new URL(request.url),
      strike: (stage) => engine.strikeEarly(stage, this.#slots.openCount),
      listener: engine.listenerOutlook().state,
    });
    switch (outcome.kind) {
      case 'connected':
        return true;
      case 'failed':
        exchange.onResponseError(null, codedError(outcome.code));
        return false;
      case 'broken':
        far.start();
        far.fail(outcome.code);
        return false;
      case 'hangs':
        await clock.sleep(connectTimeoutMs, { signal: settled }).catch(() => undefined);
        exchange.onResponseError(null, codedError('UND_ERR_CONNECT_TIMEOUT'));
        return false;
    }
  }

  #obey(outlook: ListenerOutlook): void {
    this.#init.onListener(outlook);
    if (outlook.state !== 'open') this.#breakAll('ECONNRESET');
  }

  #breakAll(code: string): void {
    this.#slots.breakAll();
    for (const far of this.#inFlight) far.fail(code);
  }
}

interface Call {
  readonly request: TransportRequest;
  readonly exchange: Exchange;
  /** Aborted when the exchange has ended. */
  readonly settled: AbortSignal;
}
