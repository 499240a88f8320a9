/** What keeps tickets in flight at one service. */
export interface PollLoad {
  /** Resolves when as many tickets are polled as was asked for. */
  readonly full: Promise<void>;
  /** Tickets asked about so far, and the HTTP requests that asked. */
  readonly counts: { readonly polls: number; readonly requests: number };
}

export interface LoadOptions {
  readonly url: string;
  readonly tickets: number;
  /** Between two questions about one ticket. */
  readonly intervalMs: number;
  /** How many tickets may share a request. @default one each */
  readonly batch?: number | undefined;
}
