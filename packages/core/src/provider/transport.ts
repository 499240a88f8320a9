import type { Operation } from '../errors/provider-error.ts';

export interface TransportRequest {
  readonly method: 'GET' | 'POST';
  /** Never carries a key where the service allows a body. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined;
  /** Named in the error when the request fails. */
  readonly providerId: string;
  /** Decides what a lost reply means: on `submit` the task may have been accepted. */
  readonly operation: Operation;
  /** Values that must never appear in an error, such as the API key. */
  readonly secrets: readonly string[];
  /**
   * A longer reply, measured after inflation, is refused as `protocol-violated`.
   * @default 1_048_576
   */
  readonly maxBodyBytes?: number | undefined;
}

export interface TransportResponse {
  readonly status: number;
  /** Names in lower case; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded by the charset that the reply declares, a byte order mark removed. */
  readonly body: string;
}

export interface TransportSignals {
  /** Ends the request at once, wherever it is. */
  readonly signal: AbortSignal;
  /** Ends the request only while no byte of it has been written; afterwards it is ignored. */
  readonly recall: AbortSignal;
}

/** How bytes travel. Resolves for every HTTP status and follows no redirect. */
export interface Transport {
  /**
   * @throws {ProviderError} `unreachable` when no byte was written (refused, DNS, TLS, recalled); else, when the reply
   * was lost, `outcome-unknown` on a submit and `provider-unavailable` on any other operation.
   */
  send(request: TransportRequest, signals: TransportSignals): Promise<TransportResponse>;
  /** Releases idle connections. */
  close?(): Promise<void>;
}
