import type { ChannelListener, SupervisorChannel } from '../supervisor-channel.ts';
import type { WorkerMessage } from '../worker-messages.ts';

/** The side of a channel that a child process sees, with the supervisor's hand in it. */
export class FakeChannel implements SupervisorChannel {
  readonly sent: WorkerMessage[] = [];
  listener: ChannelListener | undefined;

  send(message: WorkerMessage): void {
    this.sent.push(message);
  }

  listen(listener: ChannelListener): () => void {
    this.listener = listener;
    return () => (this.listener = undefined);
  }
}
