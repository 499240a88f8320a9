import {
  ProviderError,
  type ProviderErrorInit,
  type ProviderV1,
  type Transport,
  type TransportRequest,
  type TransportResponse,
  type TransportSignals,
} from '@understudy/core/provider';
import { compatible, type CompatibleOptions } from '@understudy/provider-compatible';
import type { ContractOptions, CreateInit } from '@understudy/testkit';

/** A broken adapter, and the check that has to notice. */
export interface ContractMutant {
  /** What it does, as the end of "an adapter that …". */
  readonly breaks: string;
  readonly killedBy: string;
  readonly options: ContractOptions;
}

/** Where a sound adapter can be broken. */
export interface Break {
  readonly dialect?: 'createTask' | '2captcha';
  /** What the suite takes the service for. @default the adapter's own dialect */
  readonly checkedAs?: ContractOptions['dialect'];
  readonly init?: (init: CreateInit) => Partial<CreateInit>;
  readonly transport?: (inner: Transport, init: CreateInit) => Transport;
  readonly provider?: (inner: ProviderV1, init: CreateInit) => ProviderV1;
  readonly more?: Partial<ContractOptions>;
}

/** A sound adapter, broken in one place. */
export function broken(breaks: string, killedBy: string, how: Break): ContractMutant {
  return { breaks, killedBy, options: adapterWith(how) };
}

/** The adapter that all of them are made of. */
export function adapterWith({ dialect = 'createTask', checkedAs, ...how }: Break): ContractOptions {
  return {
    name: 'the adapter',
    dialect: checkedAs ?? dialect,
    create: (given) => {
      const init = { ...given, ...how.init?.(given) };
      const { apiKey, baseUrl, transport, options } = init;
      const carrier = transport && (how.transport?.(transport, init) ?? transport);
      const sound = compatible({
        profile: '2captcha',
        dialect: dialect === 'createTask' ? 'createTask' : 'in.php',
        apiKey,
        baseUrl,
        ...(carrier === undefined ? {} : { transport: carrier }),
        ...options,
      } satisfies CompatibleOptions);
      return how.provider?.(sound, init) ?? sound;
    },
    ...how.more,
  };
}

type Send = (request: TransportRequest, signals: TransportSignals) => Promise<TransportResponse>;

/** A transport that sends in another way. */
export const sending =
  (how: (send: Send, request: TransportRequest, signals: TransportSignals) => ReturnType<Send>) =>
  (inner: Transport): Transport => ({
    ...inner,
    send: async (request, signals) => await how(inner.send.bind(inner), request, signals),
  });

/** A transport whose replies to one operation are changed before they are read. */
export const rereading = (
  operation: TransportRequest['operation'],
  change: (body: string) => string,
): ((inner: Transport) => Transport) =>
  sending(async (send, request, signals) => {
    const response = await send(request, signals);
    return request.operation === operation
      ? { ...response, body: change(response.body) }
      : response;
  });

/** A provider whose errors are changed, rejected or resolved. */
export const failing =
  (change: (error: ProviderError, operation: 'submit' | 'poll') => unknown) =>
  (inner: ProviderV1): ProviderV1 => ({
    ...inner,
    submit: async (task, context) => {
      try {
        return await inner.submit(task, context);
      } catch (error) {
        throw ProviderError.isInstance(error) ? change(error, 'submit') : error;
      }
    },
    poll: async (ticket, context) => {
      try {
        const result = await inner.poll(ticket, context);
        if (result.status !== 'failed') return result;
        // A mutant may put anything there.
        return { status: 'failed', error: change(result.error, 'poll') as ProviderError };
      } catch (error) {
        throw ProviderError.isInstance(error) ? change(error, 'poll') : error;
      }
    },
  });

/** The same error with something else in it. */
export function altered(error: ProviderError, changes: Partial<ProviderErrorInit>): ProviderError {
  const { code, providerId, operation, message, charged, retryAfterMs, rawCode, cause } = error;
  const init = { code, providerId, operation, message, charged, retryAfterMs, rawCode, cause };
  return new ProviderError({ ...init, ...changes });
}

/** Signals that never come. */
export const never = (): AbortSignal => new AbortController().signal;
