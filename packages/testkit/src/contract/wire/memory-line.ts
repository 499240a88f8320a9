import type {
  Clock,
  ProviderError,
  Transport,
  TransportRequest,
  TransportResponse,
  TransportSignals,
} from '@understudy/core/provider';
import { decodeText, transportFailure, unreadableReply } from '@understudy/core/wire';

import type { WireReply } from '../../dialects/wire.ts';
import type { ServiceRequest } from './service-request.ts';
import { lossCodes, type Step, unwritten } from './step.ts';
import { replyOf } from './wire-answer.ts';

/** A request that left the provider, with whatever the line was told about it. */
export interface CarriedRequest {
  readonly request: ServiceRequest;
  /** The whole URL. */
  readonly url: string;
  /** Absent where the provider brings an HTTP client of its own. */
  readonly terms?: TransportRequest | undefined;
}

export interface MemoryLineInit {
  readonly clock: Clock;
  /** Takes the next step of the script. */
  readonly nextStep: () => Step;
  /** A request was written; the service may be asked once. */
  readonly onRequest: (carried: CarriedRequest) => void;
  readonly serve: (request: ServiceRequest) => WireReply;
  /** Puts the id that a request asks about into a scripted reply to it. */
  readonly aboutAsked: (reply: WireReply, request: ServiceRequest) => WireReply;
  /** A path of the base URL, below which the service answers all the same. */
  readonly basePath: string;
}

const defaultMaxBodyBytes = 1_048_576;

/** A transport without a network, that ends as `Transport` says whatever befalls the reply. */
export function memoryLine(init: MemoryLineInit): Transport {
  return {
    send: async (request, signals) => await new Carriage(init, request, signals).response(),
  };
}

class Carriage {
  readonly #init: MemoryLineInit;
  readonly #request: TransportRequest;
  readonly #signals: TransportSignals;

  constructor(init: MemoryLineInit, request: TransportRequest, signals: TransportSignals) {
    this.#init = init;
    this.#request = request;
    this.#signals = signals;
  }

  async response(): Promise<TransportResponse> {
    const { signal, recall } = this.#signals;
    const early = [signal, recall].find(({ aborted }) => aborted);
    if (early !== undefined) throw this.#failure(false, early.reason);
    const step = this.#init.nextStep();
    if (step.kind === 'lose' && unwritten.has(step.how)) throw this.#lost(step.how, false);
    if (step.kind === 'hang' && step.at === 'connect')
      return await this.#hang([signal, recall], false);
    const request = serviceRequestOf(this.#request, this.#init.basePath);
    this.#init.onRequest({ request, url: this.#request.url, terms: this.#request });
    // A reply takes a turn, as on any wire.
    await Promise.resolve();
    return await this.#perform(step, request);
  }

  async #perform(step: Step, request: ServiceRequest): Promise<TransportResponse> {
    const { serve, aboutAsked } = this.#init;
    switch (step.kind) {
      case 'serve':
        return this.#read(serve(request));
      case 'say':
        if (step.isHandled === true) serve(request);
        return this.#read(aboutAsked(replyOf(step.answer), request));
      case 'say-bytes':
        return this.#response(200, step.contentType ?? 'text/plain', step.bytes);
      case 'rewrite': {
        const { status, headers, body } = serve(request);
        const { prefix = '', suffix = '' } = step;
        return this.#read({ status: step.status ?? status, headers, body: prefix + body + suffix });
      }
      case 'lose':
        if (step.isHandled === true) serve(request);
        throw this.#lost(step.how, true);
      case 'hang':
        if (step.isHandled === true) serve(request);
        return await this.#hang([this.#signals.signal], true);
      case 'late':
        await this.#sleep(step.byMs);
        return this.#read(serve(request));
      case 'drip':
        return await this.#drip(step.everyMs);
      case 'huge':
        // No more than a provider allows is ever read, so none of it need be made.
        if (step.bytes > this.#maxBytes) throw this.#tooLong();
        return this.#response(200, 'text/plain', new Uint8Array(step.bytes));
    }
  }

  #read({ status, headers, body }: WireReply): TransportResponse {
    return this.#response(status, headers['content-type'], Buffer.from(body), headers);
  }

  #response(
    status: number,
    contentType: string | undefined,
    bytes: Uint8Array,
    headers: WireReply['headers'] = {},
  ): TransportResponse {
    if (bytes.length > this.#maxBytes) throw this.#tooLong();
    return { status, headers, body: decodeText(bytes, contentType) };
  }

  get #maxBytes(): number {
    return this.#request.maxBodyBytes ?? defaultMaxBodyBytes;
  }

  #tooLong(): ProviderError {
    const problem = `is longer than ${this.#maxBytes} bytes`;
    return unreadableReply({ request: this.#request, problem });
  }

  async #hang(signals: readonly AbortSignal[], areBytesWritten: boolean): Promise<never> {
    const reason = await new Promise<unknown>((resolve) => {
      const ended = new AbortController();
      for (const signal of signals) {
        const end = (): void => {
          ended.abort();
          resolve(signal.reason);
        };
        signal.addEventListener('abort', end, { once: true, signal: ended.signal });
      }
    });
    throw this.#failure(areBytesWritten, reason);
  }

  async #drip(everyMs: number): Promise<never> {
    for (;;) await this.#sleep(everyMs);
  }

  /** Time passes on a wire that carries a written request. */
  async #sleep(ms: number): Promise<void> {
    const { signal } = this.#signals;
    try {
      await this.#init.clock.sleep(ms, { signal });
    } catch {
      throw this.#failure(true, signal.reason);
    }
  }

  /** Clients quote what they sent: whatever the provider did not name as a secret shows. */
  #lost(how: keyof typeof lossCodes, areBytesWritten: boolean): ProviderError {
    const { url, body } = this.#request;
    const quoted = `${url} ${typeof body === 'string' ? body : ''}`;
    const cause = new Error(`${lossCodes[how]}: ${quoted}`);
    return this.#failure(areBytesWritten, Object.assign(cause, { code: lossCodes[how] }));
  }

  #failure(areBytesWritten: boolean, cause: unknown): ProviderError {
    return transportFailure({ request: this.#request, areBytesWritten, cause });
  }
}

/** The request as the service gets it, below the path of the base URL. */
export function serviceRequestOf(request: TransportRequest, basePath: string): ServiceRequest {
  const { pathname, search } = new URL(request.url);
  const isBelow = basePath !== '' && pathname.startsWith(`${basePath}/`);
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name.toLowerCase(),
    value,
  ]);
  const bytes = Buffer.from(request.body ?? '');
  return {
    method: request.method,
    path: (isBelow ? pathname.slice(basePath.length) : pathname) + search,
    headers: Object.fromEntries(headers),
    body: bytes.toString('utf8'),
    bytes,
  };
}
