import type { Clock } from '@understudy/core/provider';
import pg from 'pg';

import type { ChannelListener } from './database.ts';

const reconnectMs = 500;

/** One connection that hears notices, made again whenever it breaks. */
export class PostgresListener {
  readonly #config: pg.ClientConfig;
  readonly #clock: Clock;
  readonly #listeners = new Map<string, Set<ChannelListener>>();
  readonly #closing = new AbortController();
  #client: pg.Client | undefined;
  #connecting: Promise<void> | undefined;

  constructor(config: pg.ClientConfig, { clock }: { readonly clock: Clock }) {
    this.#config = config;
    this.#clock = clock;
  }

  /** Does not wait for the connection: what is missed before it stands is a gap like any other. */
  listen(channel: string, listener: ChannelListener): () => void {
    const known = this.#listeners.get(channel);
    if (known === undefined) this.#listeners.set(channel, new Set([listener]));
    else known.add(listener);
    if (this.#client === undefined) this.#connect();
    else if (known === undefined) this.#client.query(listenTo(channel)).catch(() => undefined);
    return () => void this.#listeners.get(channel)?.delete(listener);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#connecting;
    await this.#client?.end().catch(() => undefined);
  }

  /** Connects until it has succeeded or is closed. */
  #connect(): void {
    this.#connecting ??= this.#tryUntilConnected().finally(() => (this.#connecting = undefined));
  }

  async #tryUntilConnected(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      const client = new pg.Client(this.#config);
      client.on('error', () => this.#lost(client));
      client.on('end', () => this.#lost(client));
      client.on('notification', ({ channel, payload = '' }) => {
        for (const { onNotice } of this.#listeners.get(channel) ?? []) onNotice(payload);
      });
      try {
        await client.connect();
        for (const channel of this.#listeners.keys()) await client.query(listenTo(channel));
        this.#client = client;
        this.#tellOfGap();
        return;
      } catch {
        await client.end().catch(() => undefined);
        await this.#clock.sleep(reconnectMs, { signal, keepAlive: false }).catch(() => undefined);
      }
    }
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    if (!this.#closing.signal.aborted) this.#connect();
  }

  #tellOfGap(): void {
    for (const listeners of this.#listeners.values()) for (const { onGap } of listeners) onGap();
  }
}

const listenTo = (channel: string): string => `LISTEN ${pg.escapeIdentifier(channel)}`;
