export interface SleepOptions {
  /** Ends the sleep early: it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether the sleep alone may keep a script running.
   * @default true
   */
  readonly keepAlive?: boolean | undefined;
}

/** The only source of time. Durations and deadlines use `now`; whatever leaves the process uses `epochMs`. */
export interface Clock {
  /** Monotonic milliseconds since an arbitrary start. */
  now(): number;
  /** Milliseconds since 1970 by the wall clock, which may jump. */
  epochMs(): number;
  /** Resolves after `ms` milliseconds. Never rejects but by its signal. */
  sleep(ms: number, options?: SleepOptions): Promise<void>;
}
