import type { Clock } from '@understudy/core/provider';

import type { SecretSource } from '../config/secret-source.ts';

/** All that a command knows of the world. */
export interface Shell {
  readonly secrets: SecretSource;
  readonly clock: Clock;
  readonly pid: number;
  /** Whether standard output is looked at by somebody. */
  readonly isTerminal: boolean;
  /** Onto standard output. */
  out(text: string): void;
  /** A line onto standard error, without secrets. */
  say(line: string): void;
  /** The lines of a file, or of standard input for `-`. */
  lines(path: string): AsyncIterable<string>;
  /** Whether a process of this machine runs. */
  isAlive(pid: number): boolean;
  /** Resolves when somebody wants us to end, or with the signal. */
  untilStopped(signal: AbortSignal): Promise<void>;
  /** Calls back when somebody wants the workers to be renewed, until the signal aborts. */
  onRenew(renew: () => void, signal: AbortSignal): void;
}
