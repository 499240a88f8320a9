/** Runs statements one after the other. */
export interface Session {
  /** Runs one statement with `$1` parameters; without values it may be several, whose rows come together. */
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** What hears the notices of one channel. */
export interface ChannelListener {
  onNotice(payload: string): void;
  /** Notices may have been missed: the connection was lost and is back. */
  onGap(): void;
}

/** A PostgreSQL, embedded or over the network. Statements reject with the engine's own error. */
export interface Database extends Session {
  readonly engine: 'pglite' | 'postgres';
  /** Runs statements that hold together: all of them or none. Nothing else of this database may be awaited inside. */
  transaction<T>(run: (session: Session) => Promise<T>): Promise<T>;
  /** @returns what ends the listening. */
  listen(channel: string, listener: ChannelListener): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
