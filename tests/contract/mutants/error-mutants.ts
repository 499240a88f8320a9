import { ProviderError, type ProviderErrorInit, type ProviderV1 } from '@understudy/core/provider';

import { altered, broken, type ContractMutant, failing, never, sending } from './broken.ts';

const insteadOf = (from: string, to: ProviderError['code']): ((inner: ProviderV1) => ProviderV1) =>
  failing((error) => (error.code === from ? altered(error, { code: to }) : error));

/** Errors with a cause of some code become something else. */
const insteadOfCause = (
  code: RegExp,
  changes: Partial<ProviderErrorInit>,
): ((inner: ProviderV1) => ProviderV1) =>
  failing((error) =>
    code.test(String(Object(error.cause).code)) ? altered(error, changes) : error,
  );

/** Rejects once a sound reply would have been there. */
async function givenUp({ id: providerId }: ProviderV1): Promise<never> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
  const message = 'the service has been silent for too long';
  throw new ProviderError({ code: 'provider-unavailable', providerId, operation: 'poll', message });
}

/** What adapters get wrong about errors, the network, and the end of calls. */
export const errorMutants: readonly ContractMutant[] = [
  broken('does not know a word of the documentation', 'D01', {
    provider: insteadOf('task-stale', 'unclassified'),
  }),
  broken('takes an empty account for a full one', 'D02', {
    provider: insteadOf('funds-exhausted', 'at-capacity'),
  }),
  broken('takes a full account for an empty one', 'D02', {
    dialect: '2captcha',
    checkedAs: 'captchaai',
  }),
  broken('calls a full service failing', 'D03', {
    provider: insteadOf('at-capacity', 'provider-unavailable'),
  }),
  broken('calls a rejected key unclassified', 'D04', {
    provider: insteadOf('credentials-rejected', 'unclassified'),
  }),
  broken('does not say how long a ban lasts', 'D05', {
    provider: failing((error) => {
      if (error.code !== 'address-banned') return error;
      return altered(error, { retryAfterMs: undefined });
    }),
  }),
  broken('takes the seconds of Retry-After for milliseconds', 'D06', {
    provider: failing((error) =>
      error.retryAfterMs === undefined
        ? error
        : altered(error, { retryAfterMs: error.retryAfterMs / 1_000 }),
    ),
  }),
  broken('waits as long as Retry-After says, be it a year', 'D06', {
    provider: failing((error) =>
      error.retryAfterMs === 600_000 ? altered(error, { retryAfterMs: 1e12 }) : error,
    ),
  }),
  broken('says of a 502 that nothing was bought', 'D07', {
    provider: failing((error) =>
      error.code === 'provider-unavailable' ? altered(error, { charged: 'no' }) : error,
    ),
  }),
  broken('takes the page of a firewall for a rejected key', 'D08', {
    transport: sending(async (send, request, signals) => {
      const response = await send(request, signals);
      return response.status === 403 ? { ...response, status: 401, body: '' } : response;
    }),
  }),
  broken('follows redirects with its key', 'D09', {
    transport: sending(async (send, request, signals) => {
      const response = await send(request, signals);
      const { location } = response.headers;
      return location === undefined ? response : await send({ ...request, url: location }, signals);
    }),
  }),
  broken('puts the whole reply into its messages', 'D11', {
    transport: sending(async (send, request, signals) => {
      const response = await send(request, signals);
      if (response.body.length < 2_000 || request.operation !== 'submit') return response;
      const { providerId, operation } = request;
      throw new ProviderError({
        code: 'unclassified',
        providerId,
        operation,
        message: response.body,
      });
    }),
  }),
  broken('shows its key in a message', 'D12', {
    provider: (inner, { apiKey }) =>
      failing((error) => altered(error, { message: `${error.message} (key ${apiKey})` }))(inner),
  }),
  broken('shows its key in a cause', 'D12', {
    provider: (inner, { apiKey }) =>
      failing((error) => altered(error, { cause: { config: { data: { clientKey: apiKey } } } }))(
        inner,
      ),
  }),
  broken('ends a ticket by a rejected key', 'D13', {
    provider: (inner) => ({
      ...inner,
      poll: async (ticket, context) => {
        try {
          return await inner.poll(ticket, context);
        } catch (error) {
          if (!ProviderError.isInstance(error) || error.code !== 'credentials-rejected')
            throw error;
          return { status: 'failed', error };
        }
      },
    }),
  }),
  broken('calls an unknown refusal of a submit a broken protocol', 'D14', {
    provider: insteadOf('unclassified', 'protocol-violated'),
  }),
  broken('ends a ticket by a lost reply', 'E02', {
    provider: (inner) => ({
      ...inner,
      poll: async (ticket, context) => {
        try {
          return await inner.poll(ticket, context);
        } catch (error) {
          if (!ProviderError.isInstance(error)) throw error;
          return { status: 'failed', error };
        }
      },
    }),
  }),
  broken('has no end for a body that stops', 'E08', {
    transport: sending(async (send, request, signals) =>
      send(request, request.operation === 'poll' ? { signal: never(), recall: never() } : signals),
    ),
  }),
  broken('reads replies without a limit', 'E10', {
    transport: sending(async (send, request, signals) =>
      send({ ...request, maxBodyBytes: 1e9 }, signals),
    ),
  }),
  broken('takes bytes that are no HTTP for a free try', 'E11', {
    provider: insteadOfCause(/^HPE_/, { code: 'unreachable', charged: 'no' }),
  }),
  broken('goes on in the clear when the certificate is refused', 'E12', {
    transport: sending(async (send, request, signals) => {
      try {
        return await send(request, signals);
      } catch (error) {
        if (Object(Object(error).cause).code !== 'DEPTH_ZERO_SELF_SIGNED_CERT') throw error;
        return await send({ ...request, url: request.url.replace('https:', 'http:') }, signals);
      }
    }),
  }),
  broken('books a submit to an unknown host as maybe paid', 'E13', {
    provider: insteadOfCause(/^ENOTFOUND$/, { code: 'outcome-unknown', charged: 'unknown' }),
  }),
  broken('takes an empty reply for a refusal', 'E14', {
    provider: failing((error) =>
      error.code === 'protocol-violated'
        ? altered(error, { code: 'unclassified', charged: 'no' })
        : error,
    ),
  }),
  broken('throws a SyntaxError at white space', 'E15', {
    transport: sending(async (send, request, signals) => {
      const response = await send(request, signals);
      if (response.body !== response.body.trim()) throw new SyntaxError('Unexpected token');
      return response;
    }),
  }),
  broken('sends a submit again over a fresh connection', 'E16', {
    transport: sending(async (send, request, signals) => {
      try {
        return await send(request, signals);
      } catch (error) {
        if (Object(Object(error).cause).code !== 'ECONNRESET') throw error;
        return await send(request, signals);
      }
    }),
  }),
  broken('buys although the call has ended', 'F01', {
    transport: sending(async (send, request) =>
      send(request, { signal: never(), recall: never() }),
    ),
  }),
  broken('does not look at the signal while it connects', 'F02', {
    transport: sending(async (send, request, { recall }) =>
      send(request, { signal: never(), recall }),
    ),
  }),
  broken('gives a silent poll up by itself', 'F03', {
    provider: (inner) => ({
      ...inner,
      poll: async (ticket, context) =>
        await Promise.race([inner.poll(ticket, context), givenUp(inner)]),
    }),
  }),
  broken('says of a submit that was ended that nothing was bought', 'F05', {
    provider: (inner) => ({
      ...inner,
      submit: async (task, context) => {
        try {
          return await inner.submit(task, context);
        } catch (error) {
          if (!context.signal.aborted || !ProviderError.isInstance(error)) throw error;
          throw altered(error, { code: 'unreachable', charged: 'no' });
        }
      },
    }),
  }),
  broken('sends what was recalled', 'F09', {
    transport: sending(async (send, request, { signal }) =>
      send(request, { signal, recall: never() }),
    ),
  }),
  broken('tears down what was recalled too late', 'F10', {
    transport: sending(async (send, request, { signal, recall }) =>
      send(request, { signal: AbortSignal.any([signal, recall]), recall }),
    ),
  }),
];
