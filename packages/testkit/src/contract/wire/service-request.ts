/** A request of the provider under check, as the service received it. */
export interface ServiceRequest {
  readonly method: string;
  /** Path and query, counted from the base URL's host. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** As text: a byte that is none of UTF-8 becomes U+FFFD. */
  readonly body: string;
  readonly bytes: Uint8Array;
}

/** What a request asks the service for. */
export type ServiceCallKind = 'submit' | 'poll' | 'report' | 'balance' | 'capacity' | 'free';

/** A request that the service understood. `free` is a call that buys nothing and that the contract does not know. */
export interface ReadRequest {
  readonly kind: ServiceCallKind;
  /** The tasks that a poll or a report names, by the service's own ids. */
  readonly ids?: readonly string[] | undefined;
  /** The key that came with it. */
  readonly apiKey?: string | undefined;
  /** Whether several ids were asked about at once, by `pollMany`. */
  readonly isBatch?: boolean | undefined;
  readonly callbackUrl?: string | undefined;
}
