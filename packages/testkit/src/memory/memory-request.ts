import type { Clock, TransportRequest } from '@understudy/core/provider';
import type { Exchange } from '@understudy/core/wire';

import type { Handled } from '../core/handled.ts';
import { bytesOf, type WireReply, type WireRequest } from '../dialects/wire.ts';
import type { SeenStep, WireScript } from '../network/wire-script.ts';
import { codedError } from './coded-error.ts';

/** How long undici waits for a head, and between two pieces of a body, as undiciTransport has it. */
const silenceMs = 120_000;
const fillBytes = 64 * 1024;

interface MemoryRequestInit {
  readonly exchange: Exchange;
  readonly clock: Clock;
  readonly elapsed: () => number;
  /** Aborted when the client has its reply or its error. */
  readonly settled: AbortSignal;
  /** Called just before a reply after which the connection can be used again has ended. */
  readonly onReusable: () => void;
}

/** The far end of one request, which plays a delivery to a client's exchange. */
export class MemoryRequest {
  readonly #init: MemoryRequestInit;
  readonly #controller: { abort(reason: Error): void };
  #hasHead = false;

  constructor(init: MemoryRequestInit) {
    this.#init = init;
    // The exchange settles before it aborts, and that is all there is to end.
    this.#controller = { abort: () => undefined };
  }

  /** The first byte is written. */
  start(): void {
    this.#init.exchange.onRequestStart(this.#controller);
  }

  fail(code?: string): void {
    this.#init.exchange.onResponseError(this.#controller, codedError(code));
  }

  /** Plays what a client sees, and tells the journal how it ended. */
  async play(handled: Handled): Promise<void> {
    const { delivery } = handled;
    const { elapsed } = this.#init;
    switch (delivery.kind) {
      case 'reset':
        handled.lost(elapsed(), 'reset');
        this.fail('ECONNRESET');
        return;
      case 'hang':
        await this.#hang();
        handled.lost(elapsed(), 'hang');
        return;
      case 'reply':
        if (await this.#waits(delivery.afterMs)) this.#deliver(delivery.reply, handled);
        else handled.lost(elapsed(), 'client-gone');
        return;
      case 'script':
        if (await this.#waits(delivery.afterMs)) await this.#playScript(delivery.script, handled);
        else handled.lost(elapsed(), 'client-gone');
    }
  }

  #deliver(reply: WireReply, handled: Handled): void {
    const { exchange, elapsed } = this.#init;
    const body = bytesOf(reply);
    const headers = { ...reply.headers, 'content-length': String(body.length) };
    exchange.onResponseStart(this.#controller, reply.status, headers);
    if (body.length > 0) exchange.onResponseData(this.#controller, body);
    handled.flushed(elapsed());
    if (reply.headers['connection'] !== 'close') this.#init.onReusable();
    exchange.onResponseEnd();
  }

  async #playScript({ seen, fate }: WireScript, handled: Handled): Promise<void> {
    const { elapsed, exchange, settled } = this.#init;
    for (const step of seen) {
      if (settled.aborted) break;
      const isLast = step.kind === 'end' || step.kind === 'fail';
      if (isLast && fate === 'flushed') handled.flushed(elapsed());
      await this.#see(step);
      if (!isLast) continue;
      if (fate !== 'flushed') handled.lost(elapsed(), fate);
      return;
    }
    if (!exchange.isSettled) await this.#hang();
    handled.lost(elapsed(), fate === 'flushed' ? 'client-gone' : fate);
  }

  async #see(step: SeenStep): Promise<void> {
    const { exchange } = this.#init;
    switch (step.kind) {
      case 'head':
        this.#hasHead = true;
        exchange.onResponseStart(this.#controller, step.status, step.headers);
        return;
      case 'data':
        exchange.onResponseData(this.#controller, step.bytes);
        return;
      case 'fill': {
        const block = Buffer.alloc(fillBytes, 'x');
        for (let left = step.count; left > 0 && !exchange.isSettled; left -= fillBytes) {
          exchange.onResponseData(this.#controller, block.subarray(0, left));
        }
        return;
      }
      case 'wait':
        await this.#waits(step.ms);
        return;
      case 'end':
        exchange.onResponseEnd();
        return;
      case 'fail':
        this.fail(step.code);
    }
  }

  async #hang(): Promise<void> {
    await this.#waits(silenceMs);
    this.fail(this.#hasHead ? 'UND_ERR_BODY_TIMEOUT' : 'UND_ERR_HEADERS_TIMEOUT');
  }

  /** False when the client went away meanwhile. */
  async #waits(ms: number): Promise<boolean> {
    const { clock, settled } = this.#init;
    if (ms > 0) await clock.sleep(ms, { signal: settled }).catch(() => undefined);
    return !settled.aborted;
  }
}

/** A transport's request as a fake is told of it. */
export function wireRequestOf(request: TransportRequest, connection: number): WireRequest {
  const { pathname, search, host } = new URL(request.url);
  const { method, body } = request;
  const contentType = headerOf(request, 'content-type');
  const fault = headerOf(request, 'x-fake-fault');
  return { method, url: pathname + search, contentType, body, connection, host, fault };
}

const headerOf = ({ headers }: TransportRequest, wanted: string): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];
