import type { CallContext, ProviderV1, Ticket } from '@understudy/core/provider';
import { captchaai } from '@understudy/provider-captchaai';

import { broken, type ContractMutant, rereading, sending } from './broken.ts';

/** A provider that does something on the side with each submit. */
const besideSubmit =
  (work: (context: CallContext) => void) =>
  (inner: ProviderV1): ProviderV1 => ({
    ...inner,
    submit: async (task, context) => {
      work(context);
      return await inner.submit(task, context);
    },
  });

/** A capacity that is read without a look at what came. */
const slotsOfNonsense: ContractMutant = {
  breaks: 'makes a number of slots of nonsense',
  killedBy: 'H06',
  options: {
    name: 'captchaai',
    dialect: 'captchaai',
    create: ({ apiKey, baseUrl, transport, options }) => {
      const inner = captchaai({ apiKey, baseUrl, transport, ...options });
      return {
        ...inner,
        capacity: async (signals) => {
          const body = `key=${apiKey}&action=threadsinfo&json=1`;
          const headers = { 'content-type': 'application/x-www-form-urlencoded' };
          const names = { providerId: inner.id, operation: 'capacity', secrets: [apiKey] } as const;
          const request = { method: 'POST', url: `${baseUrl}/res.php`, headers, body } as const;
          const response = await transport?.send({ ...request, ...names }, signals);
          return { slots: Number(/"threads":(\d+)/.exec(response?.body ?? '')?.[1]) };
        },
      };
    },
  },
};

/** What adapters do to others, and get wrong about the members that they need not have. */
export const hygieneMutants: readonly ContractMutant[] = [
  broken('leaves a listener on every signal', 'F06', {
    provider: besideSubmit(({ signal }) => signal.addEventListener('abort', () => undefined)),
  }),
  broken('reads the clock of the machine', 'F07', {
    provider: besideSubmit(() => void Date.now()),
  }),
  broken('bounds its calls by timers of its own', 'F07', {
    provider: besideSubmit(() => void AbortSignal.timeout(1)),
  }),
  broken('draws chance by itself', 'F07', { provider: besideSubmit(() => void Math.random()) }),
  broken('ends tickets by their age on the wall clock', 'F08', {
    provider: (inner) => ({
      ...inner,
      submit: async (task, context) => {
        const submission = await inner.submit(task, context);
        const { ticket } = submission;
        const at = context.clock.epochMs();
        return ticket === undefined ? submission : { ...submission, ticket: { ...ticket, at } };
      },
      poll: async ({ at, ...ticket }, context) =>
        await inner.poll(context.clock.epochMs() - Number(at) > 1_800_000 ? {} : ticket, context),
    }),
  }),
  broken('keeps the ticket of a poll in a variable', 'G01', {
    provider: (inner) => {
      let current: Ticket = {};
      return {
        ...inner,
        poll: async (ticket, context) => {
          current = ticket;
          await Promise.resolve();
          return await inner.poll(current, context);
        },
      };
    },
  }),
  broken('closes a transport that it was given', 'G03', {
    provider: (inner, { transport }) => ({
      ...inner,
      close: async () => await transport?.close?.(),
    }),
  }),
  broken('changes the task that it is given', 'G04', {
    provider: (inner) => ({
      ...inner,
      submit: async (task, context) =>
        await inner.submit(Object.assign(task, { seen: undefined }), context),
    }),
  }),
  broken('prints what it sends', 'G05', {
    transport: sending(async (send, request, signals) => {
      if (request.operation === 'poll') console.log(request.body);
      return await send(request, signals);
    }),
  }),
  broken('drops a rejection', 'G05', {
    provider: (inner) => ({
      ...inner,
      poll: async (ticket, context) => {
        void Promise.reject(new Error('nobody hears of it'));
        return await inner.poll(ticket, context);
      },
    }),
  }),
  broken('replaces fetch', 'G06', {
    provider: besideSubmit(() => {
      const { fetch } = globalThis;
      globalThis.fetch = async (...given) => await fetch(...given);
    }),
  }),
  broken('sends something past its transport', 'G07', {
    provider: besideSubmit(() => void fetch('data:,seen').catch(() => undefined)),
  }),
  broken('does not name its key as a secret', 'G07', {
    transport: sending(async (send, request, signals) =>
      send({ ...request, secrets: [] }, signals),
    ),
  }),
  broken('takes nonsense for a balance', 'H01', {
    provider: (inner) => ({
      ...inner,
      balance: async (context) => {
        try {
          return (await inner.balance?.(context)) ?? { amount: NaN };
        } catch {
          return { amount: NaN };
        }
      },
    }),
  }),
  broken('reports an answer twice', 'H02', {
    transport: sending(async (send, request, signals) => {
      if (request.operation === 'report') await send(request, signals);
      return await send(request, signals);
    }),
    more: { taskType: 'recaptcha-v2' },
  }),
  broken('complains of good answers', 'H03', {
    provider: (inner) => ({
      ...inner,
      report: async ({ ticket }, context) =>
        await inner.report?.({ ticket, judgement: 'rejected' }, context),
    }),
    more: { taskType: 'recaptcha-v2' },
  }),
  broken('reads callbacks with an eye shut', 'H04', {
    provider: (inner) => ({ ...inner, readCallback: () => undefined }),
  }),
  slotsOfNonsense,
  broken('does not hear that a report was refused', 'H07', {
    transport: rereading('report', () => '{"errorId":0,"status":"success"}'),
    more: { taskType: 'recaptcha-v2' },
  }),
  broken('has its key for a fingerprint', 'H08', {
    provider: (inner, { apiKey }) => ({ ...inner, credentialsFingerprint: async () => apiKey }),
  }),
  broken('throws at a callback that is none', 'H09', {
    provider: (inner) => ({
      ...inner,
      readCallback: (request) => {
        JSON.parse(request.body);
        return inner.readCallback?.(request);
      },
    }),
  }),
  broken('asks for no callback', 'H10', {
    provider: (inner) => ({
      ...inner,
      submit: async (task, context) =>
        await inner.submit(task, { ...context, callbackUrl: undefined }),
    }),
  }),
];
