import type { WorkerOrder } from './worker-messages.ts';

/** How a process ended; both are null when it could not even be started. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** Hears a process. Nothing is heard after the exit. */
export interface WorkerProcessListener {
  /** As it was received: whoever listens validates it. */
  onMessage(received: unknown): void;
  /** Once, when nothing of the process is left. */
  onExit(exit: ProcessExit): void;
}

/** A worker in a process of its own, seen from its supervisor. */
export interface WorkerProcess {
  /** Signs the claims of this process, and of no other. */
  readonly workerId: string;
  readonly pid: number | undefined;
  /** May be lost when the process is about to end. */
  send(order: WorkerOrder): void;
  /** At once, whatever the process is doing (SIGKILL). */
  kill(): void;
  /** Takes the only listener. */
  on(listener: WorkerProcessListener): void;
}

/** Starts a process that claims jobs under an id that no other ever had. */
export type StartProcess = (workerId: string) => WorkerProcess;
