import type { ProviderV1 } from '@understudy/core/provider';
import nock from 'nock';

import { compatible } from '../compatible.ts';
import type { CompatibleOptions } from '../compatible-options.ts';
import { type RecordedRequest, recordRequests } from './record-requests.ts';

export interface WireCase<Value> {
  readonly options: CompatibleOptions;
  readonly origin: string;
  readonly path: string;
  /** @default 200 */
  readonly status?: number;
  readonly reply: string;
  readonly call: (provider: ProviderV1) => Promise<Value> | undefined;
}

export interface Answered<Value> {
  readonly value: Value | undefined;
  readonly requests: readonly RecordedRequest[];
}

/** Makes one call of a provider over its own transport, to a service that gives one reply. */
export async function overTheWire<Value>({
  options,
  origin,
  path,
  status = 200,
  reply,
  call,
}: WireCase<Value>): Promise<Answered<Value>> {
  const scope = nock(origin).post(path).reply(status, reply);
  const requests = recordRequests(scope);
  const provider = compatible(options);
  try {
    return { value: await call(provider), requests };
  } finally {
    await provider.close?.();
  }
}
