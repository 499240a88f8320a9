import type {
  Transport,
  TransportRequest,
  TransportResponse,
  TransportSignals,
} from '../provider/transport.ts';

export interface InMemoryReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export type InMemoryHandler = (
  request: TransportRequest,
  signals: TransportSignals,
) => InMemoryReply | Promise<InMemoryReply>;

/** A transport without a network: every request goes to a function, and is kept for assertions. */
export interface InMemoryTransport extends Transport {
  readonly requests: readonly TransportRequest[];
}

export function inMemoryTransport(handler: InMemoryHandler): InMemoryTransport {
  const requests: TransportRequest[] = [];
  return {
    requests,
    async send(request, signals): Promise<TransportResponse> {
      signals.signal.throwIfAborted();
      requests.push(request);
      const { status = 200, headers = {}, body } = await handler(request, signals);
      return { status, headers, body };
    },
  };
}
