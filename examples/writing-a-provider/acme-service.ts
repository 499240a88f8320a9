import type { Clock, TransportRequest } from '@understudy/core/provider';
import {
  type InMemoryReply,
  inMemoryTransport,
  type InMemoryTransport,
} from '@understudy/core/testing';

export interface AcmeServiceOptions {
  readonly clock: Clock;
  readonly apiKey: string;
  /** From acceptance to answer. */
  readonly solveMs: number;
  /** Replies that are given before all others, one per request. */
  readonly odd?: readonly (InMemoryReply | undefined)[];
}

export interface AcmeService {
  readonly transport: InMemoryTransport;
  /** The ids of the tasks that were accepted, and with that charged. */
  readonly accepted: readonly string[];
}

/** Acme in a few lines: what its documentation says, on a clock that a test moves. */
export function acmeService({ clock, apiKey, solveMs, odd = [] }: AcmeServiceOptions): AcmeService {
  const readyAt = new Map<string, { readonly kind: string; readonly at: number }>();
  const transport = inMemoryTransport((request) => {
    const said = odd[transport.requests.length - 1];
    return said ?? json(answerTo(request));
  });
  return {
    transport,
    get accepted() {
      return [...readyAt.keys()];
    },
  };

  function answerTo({ url, body }: TransportRequest): object {
    const { key, kind, id, ids } = fieldsOf(body);
    if (key !== apiKey) return { error: 'KEY_UNKNOWN' };
    switch (new URL(url).pathname) {
      case '/v1/tasks': {
        const taskId = `t-${readyAt.size + 1}`;
        readyAt.set(taskId, { kind: String(kind), at: clock.now() + solveMs });
        return { id: taskId };
      }
      case '/v1/tasks/status':
        return statusOf(String(id));
      case '/v1/tasks/list':
        return { tasks: listOf(ids) };
      case '/v1/balance':
        return { fundsUsd: 12.5 };
      default:
        return { heard: true };
    }
  }

  /** Leaves out the ids that it does not know. */
  function listOf(ids: unknown): readonly object[] {
    const known = (Array.isArray(ids) ? ids : []).map(String).filter((id) => readyAt.has(id));
    return known.map((id) => ({ id, ...statusOf(id) }));
  }

  function statusOf(id: string): object {
    const task = readyAt.get(id);
    if (task === undefined) return { error: 'ID_UNKNOWN' };
    if (clock.now() < task.at) return { state: 'working' };
    return {
      state: 'done',
      answer: task.kind === 'acme-slider' ? 117 : `token-of-${id}`,
      priceUsd: 0.0011,
    };
  }
}

const json = (value: object): InMemoryReply => ({ body: JSON.stringify(value) });

/** Only the adapter under test writes here, and it writes JSON text. */
const fieldsOf = (body: TransportRequest['body']): Readonly<Record<string, unknown>> =>
  JSON.parse(String(body)) as Readonly<Record<string, unknown>>;
