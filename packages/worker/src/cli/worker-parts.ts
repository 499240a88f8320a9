import type { LoadedConfig, QueueConfig } from '../config/worker-config.ts';
import type { JobBook, WorkerBook } from '../control/job-book.ts';
import type { Shell } from './shell.ts';

/** A queue that this process has opened. */
export interface OpenQueue {
  readonly jobs: JobBook;
  readonly store: WorkerBook;
  close(): Promise<void>;
}

/** Workers within this process. */
export interface OpenLanes extends OpenQueue {
  drain(limits: {
    readonly drainMs: number;
  }): Promise<{ readonly finished: number; readonly handedBack: number }>;
}

/** Workers in processes of their own. */
export interface OpenFleet {
  /** Resolves when the fleet was told to drain by the database, or has given its workers up. */
  readonly over: Promise<'drain-ordered' | 'gave-up'>;
  drain(): Promise<void>;
  /** Replaces each worker by a new one. */
  roll(): Promise<void>;
}

/** Something that happened to workers, as far as it can be printed. */
export interface HappeningEvent {
  readonly type: string;
}

export interface FleetInit {
  /** Of the file that each worker loads again; undefined for the environment alone. */
  readonly configPath: string | undefined;
  /** Whether the workers print every job. */
  readonly isVerbose: boolean;
  readonly onEvent: (event: HappeningEvent) => void;
}

/** What the commands are made over. */
export interface WorkerParts {
  openQueue(config: QueueConfig): Promise<OpenQueue>;
  openLanes(config: LoadedConfig, onEvent: (event: HappeningEvent) => void): Promise<OpenLanes>;
  openFleet(config: LoadedConfig, init: FleetInit): Promise<OpenFleet>;
}

/** What a command is called with; it gives the exit code. */
export interface CommandCall {
  readonly words: readonly string[];
  readonly shell: Shell;
  readonly parts: WorkerParts;
}

export type Command = (call: CommandCall) => Promise<number>;
