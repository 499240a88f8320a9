import type { LookupFunction } from 'node:net';

import type { FakeControls } from '../fake/fake-controls.ts';
import type { FakeOptions } from '../fake/fake-options.ts';

/** What can be told to a fake before it starts to listen. */
export interface FakeProviderOptions extends FakeOptions {
  /** @default 0, any that is free */
  readonly port?: number | undefined;
  /**
   * Whether it listens for TLS too, on a port of its own.
   * @default false
   */
  readonly tls?: boolean | undefined;
}

/** A fake service on loopback HTTP. Works with `await using`. */
export interface FakeProvider extends FakeControls, AsyncDisposable {
  /** Its base URL, without a slash at the end; an adapter's `baseUrl`. */
  readonly url: string;
  /** The same over TLS, for clients that trust {@link ca}; absent without `tls: true`. */
  readonly httpsUrl?: string | undefined;
  /**
   * PEM of the throw-away authority that vouches for `localhost`, `127.0.0.1`, `fake.test` and `*.fake.test`; absent without
   * `tls: true`.
   */
  readonly ca?: string | undefined;
  /** For a client's `lookup` option: every name is at this fake, but for what the rules on DNS say. Mind the port. */
  readonly lookup: LookupFunction;
  /**
   * Resolves when the listener is as the rules have it. What a rule takes away (`refuse`) is gone at once; what it brings
   * (`hang-in-connect`, or the end of either) takes a few milliseconds.
   */
  settled(): Promise<void>;
  /** Ends everything, requests in flight included. May be called again. */
  close(): Promise<void>;
}
