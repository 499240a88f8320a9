import type { WorkerMessage, WorkerOrder } from './worker-messages.ts';

/** What can end a worker from outside. */
export interface ChannelListener {
  onOrder(order: WorkerOrder): void;
  /** Somebody else asks it to end, as a terminal or an operator does. */
  onSignal(): void;
  /** The supervisor is gone: nobody would ever ask for this worker. */
  onSupervisorGone(): void;
}

/** The supervisor, seen from a worker in a process of its own. */
export interface SupervisorChannel {
  /** Lost when the supervisor is gone. */
  send(message: WorkerMessage): void;
  /** @returns a function that ends it, after which the channel keeps no process alive. */
  listen(listener: ChannelListener): () => void;
}
