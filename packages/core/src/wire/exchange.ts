import type { ProviderError } from '../errors/provider-error.ts';
import type {
  TransportRequest,
  TransportResponse,
  TransportSignals,
} from '../provider/transport.ts';
import { BoundedBody, defaultMaxBodyBytes } from './bounded-body.ts';
import { decodeText } from './decode-text.ts';
import { isConnectFailure } from './failure-code.ts';
import { inflate } from './inflate.ts';
import { transportFailure, unreadableReply } from './transport-failure.ts';

/** What undici hands to a handler to end its request. */
interface DispatchController {
  abort(reason: Error): void;
}

type ReceivedHeaders = Readonly<Record<string, string | string[] | undefined>>;

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
  #controller: DispatchController | undefined;
  #status = 0;
  #headers: Readonly<Record<string, string>> = {};

  constructor(request: TransportRequest, signals: TransportSignals) {
    this.#request = request;
    this.#signals = signals;
    this.#maxBodyBytes = request.maxBodyBytes ?? defaultMaxBodyBytes;
    this.#body = new BoundedBody(this.#maxBodyBytes);
    this.response = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    signals.signal.addEventListener('abort', this.#onEnd);
    signals.recall.addEventListener('abort', this.#onRecall);
    if (signals.recall.aborted) this.#onRecall();
    if (signals.signal.aborted) this.#onEnd();
  }

  get isSettled(): boolean {
    return this.#settle === undefined;
  }

  /** The connection stands and the first byte follows at once, unless the controller is told otherwise. */
  onRequestStart(controller: DispatchController): void {
    if (this.isSettled) {
      controller.abort(new Error('recalled before the first byte'));
      return;
    }
    this.#controller = controller;
    this.#signals.recall.removeEventListener('abort', this.#onRecall);
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
    this.#read().then(
      (body) => this.#succeed(body),
      (cause: unknown) => this.#fail(this.#unreadable(cause)),
    );
  }

  onResponseError(_controller: DispatchController | null, cause: unknown): void {
    // A proxy's refusal (407) comes after bytes were written, though to the proxy alone: see `isConnectFailure`.
    const areBytesWritten = this.#controller !== undefined && !isConnectFailure(cause);
    this.#fail(transportFailure({ request: this.#request, areBytesWritten, cause }));
  }

  async #read(): Promise<string> {
    const encoding = this.#headers['content-encoding'];
    const bytes = await inflate({
      bytes: this.#body.bytes(),
      encoding,
      maxBytes: this.#maxBodyBytes,
    });
    return decodeText(bytes, this.#headers['content-type']);
  }

  #succeed(body: string): void {
    const settle = this.#settle;
    this.#release();
    settle?.resolve({ status: this.#status, headers: this.#headers, body });
  }

  #fail(error: ProviderError): void {
    const settle = this.#settle;
    const controller = this.#controller;
    this.#release();
    settle?.reject(error);
    if (settle !== undefined) controller?.abort(new Error('the request has ended'));
  }

  #release(): void {
    this.#settle = undefined;
    this.#signals.signal.removeEventListener('abort', this.#onEnd);
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

const joined = (headers: ReceivedHeaders): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
