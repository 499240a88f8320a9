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
  /**
   * An address or name of this machine. Any but loopback lets others in, and needs `allowRemote`.
   * @default '127.0.0.1'
   */
  readonly host?: string | undefined;
  /**
   * Says that other machines may reach the fake, and with a token its admin API.
   * @default false
   */
  readonly allowRemote?: boolean | undefined;
  /**
   * A file to which the run is written while it happens, line by line; an older one is overwritten. Pictures, proxies,
   * cookies, keys and answers are not in it, pages and site keys are.
   */
  readonly record?: string | undefined;
  /**
   * An admin API on a port of its own, for steering the fake over HTTP.
   * @default false
   */
  readonly admin?: boolean | FakeAdminOptions | undefined;
}

/** Where the admin API is, and who may ask it. */
export interface FakeAdminOptions {
  /** @default 0, any that is free */
  readonly port?: number | undefined;
  /**
   * What every request must bring as `Authorization: Bearer …`.
   * @default none on loopback, elsewhere a random one
   */
  readonly token?: string | undefined;
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
  /** Base URL of the admin API, without `/__fake/`; present when one was asked for. */
  readonly adminUrl?: string | undefined;
  /** What the admin API wants to see; present when it wants anything. */
  readonly adminToken?: string | undefined;
  /**
   * Resolves when the listener is as the rules have it. What a rule takes away (`refuse`) is gone at once; what it brings
   * (`hang-in-connect`, or the end of either) takes a few milliseconds.
   */
  settled(): Promise<void>;
  /** Ends everything, requests in flight included. May be called again. */
  close(): Promise<void>;
}
