import { altered, broken, type ContractMutant, failing, rereading, sending } from './broken.ts';

const isLost = (error: unknown): boolean => Object(error).code === 'outcome-unknown';

let keyOfAll: string | undefined;
let instances = 0;

/** What adapters get wrong about themselves and about buying. */
export const submitMutants: readonly ContractMutant[] = [
  broken('has another id in each instance', 'A01', {
    provider: (inner) => ({ ...inner, id: `adapter-${(instances += 1)}` }),
  }),
  broken('asks for the balance when it is made', 'A02', {
    provider: (inner, { transport, baseUrl }) => {
      const request = { method: 'GET', url: baseUrl, headers: {}, operation: 'balance' } as const;
      const signal = new AbortController().signal;
      const named = { ...request, providerId: inner.id, secrets: [] };
      transport?.send(named, { signal, recall: signal }).catch(() => undefined);
      return inner;
    },
  }),
  broken('ignores options that it does not know', 'A03', {
    init: ({ options }) => {
      // Looked at, and dropped.
      const isAny = Object.keys(options).length > 0;
      return isAny ? { options: {} } : {};
    },
  }),
  broken('drops the path of its base URL', 'A04', {
    init: ({ baseUrl }) => ({ baseUrl: new URL(baseUrl).origin }),
  }),
  broken('declares a task type that nobody can try', 'A05', {
    provider: (inner) => {
      const { taskTypes } = inner.supports;
      const more = { ...taskTypes, 'moon-phase': taskTypes['turnstile'] ?? never() };
      return { ...inner, supports: { ...inner.supports, taskTypes: more } };
    },
  }),
  broken('takes an empty key for one', 'A06', {
    init: ({ apiKey }) => ({ apiKey: apiKey.trim() === '' ? 'anonymous' : apiKey }),
  }),
  broken('shows its key when it is printed', 'A07', {
    provider: (inner, { apiKey }) => Object.assign({ ...inner }, { settings: { apiKey } }),
  }),
  broken('loses what is not ASCII', 'B01', {
    transport: sending(async (send, request, signals) => {
      const body = typeof request.body === 'string' ? request.body : undefined;
      const ascii = body?.replaceAll(/[^ -~]/g, '?');
      return await send({ ...request, body: ascii ?? request.body }, signals);
    }),
  }),
  broken('has schemas that take anything', 'B02', {
    provider: (inner) => ({
      ...inner,
      supports: {
        ...inner.supports,
        taskTypes: Object.fromEntries(
          Object.keys(inner.supports.taskTypes).map((type) => [
            type,
            {
              '~standard': {
                version: 1,
                vendor: 'none',
                validate: (value: unknown) => ({ value }),
              },
            },
          ]),
        ),
      },
    }),
  }),
  broken('turns ids into numbers', 'B03', {
    transport: rereading('submit', (body) =>
      body.replace(/"taskId":"(\d+)"/, (_, digits: string) => `"taskId":${Number(digits)}`),
    ),
  }),
  broken('submits twice from the second time on', 'B04', {
    provider: (inner) => {
      let submits = 0;
      return {
        ...inner,
        submit: async (task, context) => {
          submits += 1;
          if (submits > 1) await inner.submit(task, context);
          return await inner.submit(task, context);
        },
      };
    },
  }),
  broken('submits again when the reply was lost', 'B05', {
    transport: sending(async (send, request, signals) => {
      try {
        return await send(request, signals);
      } catch (error) {
        if (isLost(error)) return await send(request, signals);
        throw error;
      }
    }),
  }),
  broken('submits again after a 502', 'B05', {
    transport: sending(async (send, request, signals) => {
      const response = await send(request, signals);
      const isAgain = request.operation === 'submit' && response.status === 502;
      return isAgain ? await send(request, signals) : response;
    }),
  }),
  broken('says of a lost reply that nothing was bought', 'B06', {
    provider: failing((error) => (isLost(error) ? altered(error, { charged: 'no' }) : error)),
  }),
  broken('books a refused connection as maybe paid', 'B07', {
    provider: failing((error) =>
      error.code === 'unreachable'
        ? altered(error, { code: 'outcome-unknown', charged: 'unknown' })
        : error,
    ),
  }),
  broken('takes a reply without an id for an acceptance', 'B08', {
    provider: (inner) => ({
      ...inner,
      submit: async (task, context) => {
        try {
          return await inner.submit(task, context);
        } catch (error) {
          if (Object(error).code !== 'protocol-violated') throw error;
          return { status: 'accepted', ticket: { id: 'undefined', type: task.type } };
        }
      },
    }),
  }),
  broken('encodes a picture twice', 'B09', {
    transport: sending(async (send, request, signals) => {
      const { body } = request;
      if (typeof body !== 'string' || !body.includes('ImageToTextTask'))
        return await send(request, signals);
      const twice = body.replace(/"body":"([^"]*)"/, (_, text: string) => `"body":"${btoa(text)}"`);
      return await send({ ...request, body: twice }, signals);
    }),
  }),
  broken('puts its key into the URL', 'B10', {
    transport: (inner, { apiKey }) =>
      sending(async (send, request, signals) =>
        send({ ...request, url: `${request.url}?key=${apiKey}` }, signals),
      )(inner),
  }),
  broken('passes no signal on to the submit', 'B11', {
    transport: sending(async (send, request) =>
      send(request, { signal: neverComes(), recall: neverComes() }),
    ),
  }),
  broken('does not name the password of a proxy as a secret', 'B12', {
    transport: (inner, { apiKey }) =>
      sending(async (send, request, signals) => send({ ...request, secrets: [apiKey] }, signals))(
        inner,
      ),
  }),
  broken('reads long numbers by JSON.parse', 'B13', {
    transport: rereading('submit', (body) => {
      try {
        return JSON.stringify(JSON.parse(body));
      } catch {
        return body;
      }
    }),
  }),
  broken('looks at the status before the id', 'B14', {
    transport: sending(async (send, request, signals) => {
      const response = await send(request, signals);
      if (request.operation === 'submit' && response.status >= 400)
        return { ...response, body: '' };
      return response;
    }),
  }),
  broken('keeps its key in the ticket', 'B15', {
    provider: (inner, { apiKey }) => ({
      ...inner,
      submit: async (task, context) => {
        const submission = await inner.submit(task, context);
        const { ticket } = submission;
        return ticket === undefined ? submission : { ...submission, ticket: { ...ticket, apiKey } };
      },
    }),
  }),
  broken('shares the first key that it ever saw', 'G02', {
    init: ({ apiKey }) => ({ apiKey: (keyOfAll ??= apiKey) }),
  }),
  broken('throws errors of its own', 'D10', {
    provider: failing((error) => new TypeError(error.code)),
  }),
  broken('names another provider in its errors', 'D10', {
    provider: failing((error) => altered(error, { providerId: 'x' })),
  }),
];

const neverComes = (): AbortSignal => new AbortController().signal;

function never(): never {
  throw new Error('turnstile is declared');
}
