import { VirtualClock } from '@understudy/core/testing';

import { endpointOf, type ServiceCall } from '../../core/service-call.ts';
import { type DialectName, dialects } from '../../dialects/dialects.ts';
import { fakeSettingsOf } from '../../fake/fake-settings.ts';
import type { WireRequest } from '../../dialects/wire.ts';
import { createFakeCore } from '../../fake/create-fake-core.ts';
import type { FakeOptions } from '../../fake/fake-options.ts';
import type { CheckedService } from './checked-service.ts';
import type { ReadRequest, ServiceRequest } from './service-request.ts';

const apiKey = 'c0ffee00c0ffee00c0ffee00c0ffee00';
const otherApiKey = 'decaf000decaf000decaf000decaf000';
const solveMs = 10_000;

/** What can be told to the fake behind the checks. */
export type CheckedFakeOptions = Pick<FakeOptions, 'ids' | 'instantResults' | 'errorStatuses'>;

export interface FakeServiceInit extends CheckedFakeOptions {
  readonly dialect: DialectName;
  readonly seed: string;
}

/** The fake of a dialect, with two accounts that lack nothing, on a clock that only the checks move. */
export function fakeService({ dialect, seed, ...options }: FakeServiceInit): CheckedService {
  const clock = new VirtualClock();
  const fake = createFakeCore({
    dialect,
    seed,
    clock,
    accounts: [apiKey, otherApiKey].map((key) => ({ apiKey: key, threads: 100_000, balance: 1e6 })),
    solveTime: { kind: 'constant', ms: solveMs },
    ...options,
  });
  const { style } = fakeSettingsOf({ dialect, seed, ...options }, 'checkProvider');
  return {
    apiKey,
    otherApiKey,
    get acceptedCount() {
      return fake.journal.paidCount();
    },
    read: (request) => readCall(dialects[dialect].decode(wireRequestOf(request), style).call),
    handle: (request) => {
      const handled = fake.handle(wireRequestOf(request));
      handled.flushed();
      const { delivery } = handled;
      // Without rules the fake answers everything.
      if (delivery.kind !== 'reply') throw new Error(`the fake chose to ${delivery.kind}`);
      return delivery.reply;
    },
    finishAll: async () => await clock.advance(solveMs),
  };
}

const wireRequestOf = ({ method, path, headers, bytes }: ServiceRequest): WireRequest => ({
  method,
  url: path,
  contentType: headers['content-type'],
  body: bytes,
});

function readCall(call: ServiceCall | undefined): ReadRequest | undefined {
  if (call === undefined) return undefined;
  const { apiKey: key } = call;
  switch (call.kind) {
    case 'submit':
      return { kind: 'submit', apiKey: key, callbackUrl: call.callbackUrl };
    case 'poll':
      return { kind: 'poll', apiKey: key, ids: call.taskIds, isBatch: call.taskIds.length > 1 };
    case 'report':
      return { kind: 'report', apiKey: key, ids: [call.taskId] };
    case 'balance':
    case 'capacity':
      return { kind: call.kind, apiKey: key };
    case 'unacceptable':
      return { kind: endpointOf(call), apiKey: key };
  }
}
