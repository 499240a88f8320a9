import { parseOptions } from '@understudy/core/provider';

import type { JobDesk } from './job-desk.ts';
import type { Order } from '../jobs/jobs.ts';
import { type Operation, type ReplyOf, requestSchemas } from './operations.ts';

/** A request that was admitted. */
interface Asked {
  readonly desk: JobDesk;
  readonly body: unknown;
  /** Aborts when whoever asked has gone. */
  readonly signal: AbortSignal;
}

type Handler<O extends Operation> = (
  asked: Asked,
) => Promise<{ readonly [K in keyof ReplyOf<O>]: unknown }>;

/** What each operation does at the desk. */
export const handlers: { readonly [O in Operation]: Handler<O> } = {
  async enqueue({ desk, body }) {
    const { orders } = parseOptions(requestSchemas.enqueue, body, 'enqueue');
    // The desk looks at each task by the schema of its type.
    return { enqueued: await desk.enqueue(orders as unknown as readonly Order[]) };
  },
  find: async ({ desk, body }) => ({
    job: await desk.find(parseOptions(requestSchemas.find, body, 'find').jobId),
  }),
  async wait({ desk, body, signal }) {
    const { jobId, timeoutMs } = parseOptions(requestSchemas.wait, body, 'wait');
    return { job: await desk.waitFor(jobId, { timeoutMs, signal }) };
  },
  'list-dead-letters': async ({ desk, body }) => ({
    jobs: await desk.listDeadLetters(
      parseOptions(requestSchemas['list-dead-letters'], body, 'list-dead-letters'),
    ),
  }),
  redrive: async ({ desk, body }) => ({
    count: await desk.redrive(parseOptions(requestSchemas.redrive, body, 'redrive')),
  }),
  purge: async ({ desk, body }) => ({
    count: await desk.purge(parseOptions(requestSchemas.purge, body, 'purge')),
  }),
  async status({ desk, body }) {
    parseOptions(requestSchemas.status, body, 'status');
    return await desk.status();
  },
  async drain({ desk, body }) {
    parseOptions(requestSchemas.drain, body, 'drain');
    await desk.requestDrain();
    return {};
  },
};
