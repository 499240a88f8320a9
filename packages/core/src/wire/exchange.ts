import type { ProviderError } from '../errors/provider-error.ts';
import type {
  TransportRequest,
  TransportResponse,
  TransportSignals,
} from '../provider/transport.ts';
import { BoundedBody, defaultMaxBodyBytes } from './bounded-body.ts';
import { decodeText } from './decode-text.ts';
import { isConnectFailure } from './failure-code.ts';
import { inflate, isDeflated } from './inflate.ts';
import { transportFailure, unreadableReply } from './transport-failure.ts';

/** What undici hands to a handler to end its request. */
interface DispatchController {
  abort(reason: Error): void;
}

type ReceivedHeaders = Readonly<Record<string, string | string[] | undefined>>;

export interface ExchangeInit {
  readonly request: TransportRequest;
  readonly signals: TransportSignals;
  /** Called once, just before the promise is settled. */
  readonly onSettled: () => void;
}

/**
 * One request on its way: undici's handler on one side, a promise on the other. The promise is settled by whatever
 * comes first, the reply or a signal, because undici looks at no signal while it is connecting.
 */
export class Exchange {
  readonly response: Promise<TransportResponse>;
  readonly #request: TransportRequest;
  readonly #signals: TransportSignals;
  readonly #body: BoundedBody;
  readonly #maxBodyBytes: number;
  #settle:
    | { resolve(response: TransportResponse): void; reject(error: ProviderError): void }
    | undefined;
  readonly #onSettled: () => void;
  #controller: DispatchController | undefined;
  #isRecallHeard = false;
  #status = 0;
  #headers: Readonly<Record<string, string>> = {};

  constructor({ request, signals, onSettled }: ExchangeInit) {
    this.#request = request;
    this.#signals = signals;
    this.#onSettled = onSettled;
    this.#maxBodyBytes = request.maxBodyBytes ?? defaultMaxBodyBytes;
    this.#body = new BoundedBody(this.#maxBodyBytes);
    this.response = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    if (signals.recall.aborted) this.#onRecall();
    else if (signals.signal.aborted) this.#onEnd();
    else signals.signal.addEventListener('abort', this.#onEnd);
  }

  get isSettled(): boolean {
    return this.#settle === undefined;
  }

  /** To be told when nothing is left to do now: only a request that waits for a connection can be recalled. */
  waitForConnection(): void {
    if (this.isSettled || this.#controller !== undefined) return;
    this.#isRecallHeard = true;
    this.#signals.recall.addEventListener('abort', this.#onRecall);
  }

  /** The connection stands and the first byte follows at once, unless the controller is told otherwise. */
  onRequestStart(controller: DispatchController): void {
    if (this.isSettled) {
      controller.abort(new Error('recalled before the first byte'));
      return;
    }
    this.#controller = controller;
    this.#ignoreRecall();
  }

  /** Called for interim replies too: the last call is the one that counts. */
  onResponseStart(_controller: DispatchController, status: number, headers: ReceivedHeaders): void {
    this.#status = status;
    this.#headers = joined(headers);
  }

  onResponseData(_controller: DispatchController, chunk: Uint8Array): void {
    if (this.isSettled || this.#body.add(chunk)) return;
    this.#fail(this.#tooLong());
  }

  onResponseEnd(): void {
    if (this.isSettled) return;
    // The connection belongs to the next request from here on.
    this.#controller = undefined;
    const encoding = this.#headers['content-encoding'];
    const bytes = this.#body.bytes();
    if (!isDeflated({ bytes, encoding })) {
      this.#succeed(bytes);
      return;
    }
    inflate({ bytes, encoding, maxBytes: this.#maxBodyBytes }).then(
      (inflated) => this.#succeed(inflated),
      (cause: unknown) => this.#fail(this.#unreadable(cause)),
    );
  }

  onResponseError(_controller: DispatchController | null, cause: unknown): void {
    // A proxy's refusal (407) comes after bytes were written, though to the proxy alone: see `isConnectFailure`.
    const areBytesWritten = this.#controller !== undefined && !isConnectFailure(cause);
    this.#fail(transportFailure({ request: this.#request, areBytesWritten, cause }));
  }

  #succeed(bytes: Uint8Array): void {
    const settle = this.#settle;
    if (settle === undefined) return;
    const body = decodeText(bytes, this.#headers['content-type']);
    this.#release();
    settle.resolve({ status: this.#status, headers: this.#headers, body });
  }

  #fail(error: ProviderError): void {
    const settle = this.#settle;
    if (settle === undefined) return;
    const controller = this.#controller;
    this.#release();
    settle.reject(error);
    controller?.abort(new Error('the request has ended'));
  }

  #release(): void {
    this.#settle = undefined;
    this.#signals.signal.removeEventListener('abort', this.#onEnd);
    this.#ignoreRecall();
    this.#onSettled();
  }

  #ignoreRecall(): void {
    if (!this.#isRecallHeard) return;
    this.#isRecallHeard = false;
    this.#signals.recall.removeEventListener('abort', this.#onRecall);
  }

  readonly #onEnd = (): void => {
    this.#fail(this.#interrupted(this.#signals.signal));
  };

  readonly #onRecall = (): void => {
    this.#fail(this.#interrupted(this.#signals.recall));
  };

  #interrupted({ reason }: AbortSignal): ProviderError {
    const areBytesWritten = this.#status > 0 || this.#controller !== undefined;
    return transportFailure({ request: this.#request, areBytesWritten, cause: reason });
  }

  #tooLong(): ProviderError {
    const problem = `is longer than ${this.#maxBodyBytes} bytes`;
    return unreadableReply({ request: this.#request, problem });
  }

  #unreadable(cause: unknown): ProviderError {
    if (Object(cause).code === 'ERR_BUFFER_TOO_LARGE') return this.#tooLong();
    const problem = 'is not in the encoding that it declares';
    return unreadableReply({ request: this.#request, problem, cause });
  }
}

function joined(headers: ReceivedHeaders): Readonly<Record<string, string>> {
  const lines: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    lines[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  }
  return lines;
}
