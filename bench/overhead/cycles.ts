import { createRouter } from '@understudy/core';
import type { CallContext, Task, Transport, TransportRequest } from '@understudy/core/provider';
import { seededRandom, systemClock } from '@understudy/core/testing';
import { compatible } from '@understudy/provider-compatible';
import { Pool } from 'undici';

/** One submit and one poll that is answered, by one way to send them. */
export interface Cycle {
  run(): Promise<void>;
  close(): Promise<void>;
}

const task: Task<'turnstile'> = {
  type: 'turnstile',
  siteKey: '0x4AAAAAAADemoDemoDemo0',
  pageUrl: 'https://shop.example/login',
};
const account = { profile: 'custom', apiKey: '1abc234de56fab7c89012d34e56fa7b8' } as const;
/** The same for all, and what undiciTransport has by default. */
const connections = 256;
const impatient = { firstWaitMs: 1, pollFloorMs: 1 };

/** `provider.submit` and `provider.poll`: the SDK without its router. */
export function adapterCycle(baseUrl: string): Cycle {
  const provider = compatible({ ...account, baseUrl });
  return {
    async run() {
      const context = contextOf(new AbortController().signal);
      const submission = await provider.submit(task, context);
      if (submission.status !== 'accepted') throw new Error('the submit was not accepted');
      const polled = await provider.poll(submission.ticket, context);
      if (polled.status !== 'solved') throw new Error('the poll was not answered');
    },
    close: async () => provider.close?.(),
  };
}

/** `router.solve`, with the default strategy over one provider. */
export function routerCycle(baseUrl: string): Cycle {
  const router = createRouter({
    providers: [compatible({ ...account, baseUrl, timing: impatient })],
  });
  return {
    async run() {
      await router.solve(task);
    },
    close: async () => void (await router.close()),
  };
}

/** undici alone, sending what the adapter sends, and reading the replies as JSON. */
export async function bareCycle(baseUrl: string): Promise<Cycle> {
  const pool = new Pool(baseUrl, { connections, pipelining: 1 });
  const [submit, poll] = await requestsOfAdapter();
  const ask = async ({ method, url, headers, body }: TransportRequest): Promise<unknown> => {
    const path = new URL(url).pathname;
    const sent = await pool.request({ method, path, headers, body: body ?? null });
    return Object(JSON.parse(await sent.body.text())).request;
  };
  return {
    async run() {
      const id = await ask(submit);
      const token = await ask(poll);
      if (typeof id !== 'string' || typeof token !== 'string') throw new Error('not answered');
    },
    close: async () => pool.close(),
  };
}

/** The two requests that the adapter sends, as it hands them to a transport. */
async function requestsOfAdapter(): Promise<readonly [TransportRequest, TransportRequest]> {
  const sent: TransportRequest[] = [];
  const transport: Transport = {
    async send(request) {
      sent.push(request);
      return { status: 200, headers: {}, body: '{"status":1,"request":"11000000001"}' };
    },
  };
  const provider = compatible({ ...account, baseUrl: 'http://127.0.0.1', transport });
  const context = contextOf(new AbortController().signal);
  const submission = await provider.submit(task, context);
  if (submission.status === 'accepted') await provider.poll(submission.ticket, context);
  const [submit, poll] = sent;
  if (submit === undefined || poll === undefined) throw new Error('the adapter sent too little');
  return [submit, poll];
}

const random = seededRandom(7);

const contextOf = (signal: AbortSignal): CallContext => ({
  signal,
  recall: signal,
  clock: systemClock,
  random,
  attemptId: 'attempt-1',
  remainingMs: 60_000,
});
