/** A request as it came, with the parts that a dialect may look at. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** @default '' */
  readonly contentType?: string | undefined;
  /** @default '' */
  readonly body?: string | Uint8Array | undefined;
  /**
   * Counts the TCP connections, from 1.
   * @default 0, no connection
   */
  readonly connection?: number | undefined;
  /**
   * The Host header.
   * @default 'localhost'
   */
  readonly host?: string | undefined;
  /** The header `X-Fake-Fault`: heard by fakes with `headerFaults`. */
  readonly fault?: string | undefined;
}

/** A reply as it goes out. */
export interface WireReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /**
   * How the body becomes bytes; `latin1` for bodies whose bytes are no UTF-8.
   * @default 'utf8'
   */
  readonly encoding?: 'utf8' | 'latin1' | undefined;
}

/** The bytes of a reply's body. */
export const bytesOf = ({ body, encoding = 'utf8' }: WireReply): Buffer =>
  Buffer.from(body, encoding);
